import { describe, expect, it } from 'vitest';
import { namedIn, pathWithin, stands } from './checks.ts';
import { readLinks } from './markdown.server.ts';

const ORIGIN = 'https://concord.example';

describe('an address within Concord', () => {
	it.each([
		['/workspace/commitments/CA-0001', '/workspace/commitments/CA-0001'],
		['https://concord.example/fr/secretariat/summaries?done=x', '/secretariat/summaries'],
		['/en', '/'],
		['#section-means', '/'],
		['https://example.org/secretariat', null],
		['https://concord.example.org/secretariat', null],
		['http://[', null]
	])('%s is %s', (address, path) => {
		expect(pathWithin(address, ORIGIN)).toBe(path);
	});
});

it('reads what a text leads to and names, in links and in words', () => {
	const { links, words } = readLinks(
		'## Of CA-0007\n\nSee [the draft](/en/workspace/commitments/CA-0012), [ours](https://concord.example/fr/commitments/CA-0003),\n[before](/summaries/progress?edition=1) and [elsewhere](https://example.org/workspace). RFC-9457 too.'
	);
	expect(namedIn(links, words, ORIGIN)).toEqual({
		closed: ['/en/workspace/commitments/CA-0012'],
		linked: ['CA-0003'],
		worded: ['CA-0007', 'RFC-9457'],
		slugs: ['progress']
	});
});

it('takes a passage for standing however its lines are broken, and not once a word of it is changed', () => {
	expect(stands('One third\nis done.', 'So far: One third is  done. More.')).toBe(true);
	expect(stands('One third is done.', 'One half is done.')).toBe(false);
});
