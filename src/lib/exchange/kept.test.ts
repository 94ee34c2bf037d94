import { describe, expect, it } from 'vitest';
import { keeping } from './kept.ts';

/** What is made, in the order in which it was. */
const maker = () => {
	const made: string[] = [];
	const make = (name: string) => () => {
		made.push(name);
		return Promise.resolve(name);
	};
	return { made, make };
};

describe('what is kept', () => {
	it('is made once, however many ask', async () => {
		const { made, make } = maker();
		const keep = keeping<string>(2);
		const asked = ['a', 'a', 'b', 'a'].map((name) => keep(name, make(name)));
		expect(await Promise.all(asked)).toEqual(['a', 'a', 'b', 'a']);
		expect(made).toEqual(['a', 'b']);
	});

	it('is forgotten when too much else was asked for since', async () => {
		const { made, make } = maker();
		const keep = keeping<string>(2);
		for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await keep(name, make(name));
		expect(made).toEqual(['a', 'b', 'c', 'b']);
	});

	it('is made one after the other', async () => {
		const keep = keeping<string>(9);
		let running = 0;
		const slowly = async () => {
			running += 1;
			const alone = running === 1;
			await new Promise((next) => setImmediate(next));
			running -= 1;
			return alone ? 'alone' : 'together';
		};
		const all = await Promise.all(['a', 'b', 'c'].map((name) => keep(name, slowly)));
		expect(all).toEqual(['alone', 'alone', 'alone']);
	});

	it('is tried again when it failed, and holds up nothing else', async () => {
		const keep = keeping<string>(2);
		const fail = () => Promise.reject(new Error('no'));
		await expect(keep('a', fail)).rejects.toThrow('no');
		expect(await keep('b', () => Promise.resolve('b'))).toBe('b');
		expect(await keep('a', () => Promise.resolve('a'))).toBe('a');
	});
});
