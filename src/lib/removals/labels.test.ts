import { expect, it } from 'vitest';
import { readTombstone, tombstone } from './labels.ts';
import { GROUNDS } from './vocabulary.ts';

it('what stands for a text of one language is read again in each of the two', () => {
	for (const ground of GROUNDS) {
		const said = tombstone(ground, new Date('2026-10-01T12:00:00Z'));
		expect(readTombstone(`${said.en} / ${said.fr}`)).toEqual(said);
	}
});

it('other texts are left as they are', () => {
	for (const text of ['', 'Sources differ.', 'One / other', 'Removed by the secretariat on a day'])
		expect(readTombstone(text)).toBeNull();
});
