import { describe, expect, it } from 'vitest';
import { slippage } from './slippage.ts';

describe('slippage', () => {
	it.each([
		['2026', '2028', { by: 2, unit: 'year' }],
		['2026-11', '2027-02', { by: 3, unit: 'month' }],
		['2026-11-30', '2027-02', { by: 3, unit: 'month' }],
		['2027-02', '2026-12', { by: -2, unit: 'month' }],
		['2026-03-01', '2026-03-31', { by: 30, unit: 'day' }],
		['2026', '2027-06', { by: 1, unit: 'year' }]
	])('from %s to %s', (first, now, moved) => {
		expect(slippage(first, now)).toEqual(moved);
	});

	it.each([
		['2026', '2026'],
		['2026', '2026-09'],
		['2026-09-30', '2026-09'],
		['2026-09-30', '2026-09-30'],
		[null, '2026'],
		['2026', null]
	])('is none from %s to %s', (first, now) => {
		expect(slippage(first, now)).toBeNull();
	});
});
