import { describe, expect, it } from 'vitest';
import { KEPT, keptSince, PERIODS } from './periods.ts';

describe('what is kept', () => {
	it('is kept for a number of whole days, a year at most', () => {
		for (const kept of KEPT) {
			expect(Number.isInteger(PERIODS[kept]), kept).toBe(true);
			expect(PERIODS[kept], kept).toBeGreaterThan(0);
			expect(PERIODS[kept], kept).toBeLessThanOrEqual(365);
		}
	});

	it('counts back from now', () => {
		expect(keptSince('mails', new Date('2026-03-31T12:00:00Z'))).toEqual(
			new Date('2026-03-01T12:00:00Z')
		);
	});
});
