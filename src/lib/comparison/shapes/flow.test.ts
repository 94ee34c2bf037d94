import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLOW_STATES, QUARTERS_DRAWN } from '../vocabulary.ts';
import { flowOf, quarterKey, quarterOf, type FlowSpan } from './flow.ts';

const LAST = quarterOf('2026-11-26');
const span = (
	state: FlowSpan['state'],
	since: string,
	until: string | null,
	count = 1
): FlowSpan => ({
	state,
	since: quarterOf(since),
	until: until === null ? null : quarterOf(until),
	count
});

describe('a quarter', () => {
	it('is that of the day, and goes on over the years', () => {
		expect(['2025-01-01', '2025-03-31', '2025-12-31', '2026-01-01'].map(quarterOf)).toEqual([
			8100, 8100, 8103, 8104
		]);
		expect([8100, 8103, 8104].map(quarterKey)).toEqual(['2025-Q1', '2025-Q4', '2026-Q1']);
	});
});

describe('the flow of statuses', () => {
	it('begins with the first status, and counts before it who was announced', () => {
		const { first, quarters } = flowOf(
			[
				span('unreported', '2020-01-01', '2026-05-01', 3),
				span('on_track', '2026-05-01', '2026-09-01', 3),
				span('completed', '2026-09-01', null, 3),
				span('unreported', '2026-08-01', null, 2)
			],
			LAST
		);
		expect(first).toBe(quarterOf('2026-04-01'));
		expect(
			quarters.map(({ quarter, counts, total }) => [
				quarterKey(quarter),
				counts.unreported,
				counts.on_track,
				counts.completed,
				total
			])
		).toEqual([
			['2026-Q2', 0, 3, 0, 3],
			['2026-Q3', 2, 0, 3, 5],
			['2026-Q4', 2, 0, 3, 5]
		]);
	});

	it('is nothing where only announcements are on record', () => {
		expect(flowOf([span('unreported', '2020-01-01', null)], LAST)).toEqual({
			first: null,
			quarters: []
		});
	});

	it('draws the newest quarters, or those since the year that is named', () => {
		const spans = [span('continuing', '2001-02-03', null)];
		expect(flowOf(spans, LAST).quarters).toHaveLength(QUARTERS_DRAWN);
		expect(
			flowOf(spans, LAST, 2025)
				.quarters.map(({ quarter }) => quarterKey(quarter))
				.at(0)
		).toBe('2025-Q1');
		expect(flowOf(spans, LAST, 1990).quarters.at(0)?.quarter).toBe(quarterOf('2001-02-03'));
	});

	it('loses nobody between two quarters, in whichever order the spans come', () => {
		const chain = fc
			.tuple(
				fc.array(fc.constantFrom(...FLOW_STATES), { minLength: 1, maxLength: 5 }),
				fc.integer({ min: LAST - 30, max: LAST }),
				fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 5, maxLength: 5 })
			)
			.map(([states, start, waits]) => {
				let at = start;
				return states.map((state, place): FlowSpan => {
					const since = at;
					at += waits[place] ?? 0;
					return { state, since, until: place === states.length - 1 ? null : at, count: 1 };
				});
			});
		fc.assert(
			fc.property(fc.array(chain, { minLength: 1 }), (chains) => {
				const spans = chains.flat();
				const { quarters } = flowOf(spans, LAST);
				expect(flowOf(spans.toReversed(), LAST).quarters).toEqual(quarters);
				for (const { quarter, counts, total } of quarters) {
					expect(total).toBe(chains.filter(([one]) => (one?.since ?? 0) <= quarter).length);
					expect(FLOW_STATES.reduce((sum, state) => sum + counts[state], 0)).toBe(total);
				}
			})
		);
	});
});
