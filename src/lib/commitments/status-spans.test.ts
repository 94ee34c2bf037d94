import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { statusLines, type StatusReport } from './status-spans.ts';
import { REPORTABLE_STATUSES } from './vocabulary.ts';

const report = (over: Partial<StatusReport>): StatusReport => ({
	reporterId: 'lead',
	reporterName: { en: 'Canada', fr: 'Canada' },
	status: 'on_track',
	asOf: '2025-12-31',
	correctedBy: null,
	...over
});

describe('statusLines', () => {
	it('lets each status last until the next report, the last one until today', () => {
		const lines = statusLines(
			[
				report({ asOf: '2026-01-01', status: 'delayed' }),
				report({ asOf: '2025-01-01' }),
				report({ asOf: '2025-07-01', reporterId: 'part', reporterName: { en: 'NZ', fr: 'NZ' } })
			],
			'2027-01-01'
		);
		expect(lines).toMatchObject({
			lines: [
				{
					reporterId: 'lead',
					spans: [
						{ status: 'on_track', start: 0, width: 50 },
						{ status: 'delayed', start: 50, width: 50 }
					]
				},
				{ reporterId: 'part', spans: [{ start: 25, width: 75 }] }
			],
			years: [
				{ year: 2025, at: 0 },
				{ year: 2026, at: 50 }
			],
			since: '2025-01-01'
		});
	});

	it('leaves out what was corrected and what has no date, and draws nothing for one report', () => {
		expect(
			statusLines(
				[report({}), report({ asOf: '2026-03', correctedBy: {} }), report({ asOf: null })],
				'2026-11-24'
			)
		).toBeNull();
	});

	it('covers the line of each from its first report to the end, in no order but that of time', () => {
		const date = fc
			.tuple(fc.integer({ min: 2015, max: 2026 }), fc.integer({ min: 1, max: 12 }))
			.map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);
		const reports = fc.array(
			fc
				.record({
					asOf: date,
					reporterId: fc.constantFrom('lead', 'part'),
					status: fc.constantFrom(...REPORTABLE_STATUSES)
				})
				.map(report),
			{ minLength: 2, maxLength: 12 }
		);
		fc.assert(
			fc.property(reports, (given) => {
				for (const { spans } of statusLines(given, '2027-01-31')?.lines ?? []) {
					const covered = spans.reduce((sum, { width }) => sum + width, 0);
					expect(covered).toBeCloseTo(100 - (spans[0]?.start ?? 0), 0);
					spans.slice(1).forEach(({ start }, index) => {
						const before = spans[index];
						expect(start).toBeCloseTo((before?.start ?? 0) + (before?.width ?? 0), 1);
					});
				}
			})
		);
	});
});
