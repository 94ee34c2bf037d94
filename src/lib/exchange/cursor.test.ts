import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, sliceOf } from './cursor.ts';

describe('a cursor', () => {
	it('leads back to its key', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 1, maxLength: 90 }).filter((key) => !key.includes('\0')),
				(key) => {
					expect(decodeCursor(encodeCursor(key))).toBe(key);
				}
			)
		);
	});

	it.each(['AA', '', 'a b', '../..', 'é', 'QQ==', 'x'.repeat(401)])(
		'is refused when it is none: %j',
		(text) => expect(decodeCursor(text)).toBeNull()
	);
});

describe('a page of a list', () => {
	it('says where to go on, and stops at the end', () => {
		const key = (row: string) => row;
		expect(sliceOf(['a', 'b', 'c'], 2, key)).toEqual({
			records: ['a', 'b'],
			next: encodeCursor('b')
		});
		expect(sliceOf(['c'], 2, key)).toEqual({ records: ['c'], next: null });
		expect(sliceOf([], 2, key)).toEqual({ records: [], next: null });
	});
});
