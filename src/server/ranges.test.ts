import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leaveOutOddRange } from './ranges.ts';

const left = (range?: string) => {
	const headers = { ...(range !== undefined && { range }) };
	leaveOutOddRange({ headers });
	return headers.range;
};

it('leaves one stretch of a file as it was asked for', () => {
	for (const range of ['bytes=0-0', 'bytes=2-5', 'bytes=500-', 'bytes=7-7'])
		expect(left(range)).toBe(range);
	expect(left()).toBeUndefined();
});

it('leaves out what ends before it begins, is from the end, of several stretches or too large to count', () => {
	for (const range of [
		'bytes=9-5',
		'bytes=5-0',
		'bytes=-500',
		'bytes=0-1,3-4',
		'bytes=0-99999999999999999999',
		'bytes=99999999999999999999-',
		'bytes=-',
		'bytes=a-b',
		'items=0-5',
		''
	])
		expect(left(range), range).toBeUndefined();
});

it('leaves nothing that cannot be read', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...'bytes=0159-, ') }), (range) => {
			const kept = left(range);
			if (kept === undefined) return;
			const [from, to] = kept.slice('bytes='.length).split('-').map(Number);
			expect(Number.isSafeInteger(from)).toBe(true);
			if (kept.endsWith('-')) return;
			expect(to).toBeGreaterThanOrEqual(from ?? NaN);
		})
	);
});
