import { describe, expect, it } from 'vitest';
import { isStale, lastConfirmed, nextReportBy, type Reported } from './freshness.ts';

const RECORD: Reported = {
	status: 'on_track',
	statusAsOf: '2025-08-31',
	publishedAt: new Date('2025-01-15T12:00:00Z'),
	expectsWithinMonths: 6
};

describe('when a record was last confirmed', () => {
	it('is the date of its newest report, to its precision', () => {
		expect(lastConfirmed({ ...RECORD, statusAsOf: '2025' })).toBe('2025');
	});
	it('is the day of publication where nothing was reported', () => {
		expect(lastConfirmed({ ...RECORD, statusAsOf: null })).toBe('2025-01-15');
		expect(lastConfirmed({ statusAsOf: null, publishedAt: null })).toBeNull();
	});
});

describe('the next report', () => {
	it.each([
		['2025-08-31', 6, '2026-02-28'],
		['2025-03-31', 1, '2025-04-30'],
		['2025-12-01', 12, '2026-12-01'],
		['2025-02', 12, '2026-02-28'],
		['2023-02', 12, '2024-02-29'],
		['2025', 6, '2026-06-30']
	])('after %s within %i months is expected by %s', (statusAsOf, expectsWithinMonths, by) => {
		expect(nextReportBy({ ...RECORD, statusAsOf, expectsWithinMonths })).toBe(by);
	});
	it('is not expected once all is done, nor outside a forum', () => {
		for (const status of ['completed', 'superseded', 'withdrawn'] as const)
			expect(nextReportBy({ ...RECORD, status })).toBeNull();
		expect(nextReportBy({ ...RECORD, status: 'continuing' })).not.toBeNull();
		expect(nextReportBy({ ...RECORD, expectsWithinMonths: null })).toBeNull();
	});
});

describe('a record', () => {
	it('is stale from the day after its forum expected a word', () => {
		expect(isStale(RECORD, '2026-02-28')).toBe(false);
		expect(isStale(RECORD, '2026-03-01')).toBe(true);
	});
});
