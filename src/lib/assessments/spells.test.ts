import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeInStates } from './spells.ts';
import { ASSESSMENT_STATES } from './vocabulary.ts';

const on = (day: number) => new Date(Date.UTC(2026, 0, day, 9));

describe('the time in each state', () => {
	it('is counted in whole days, the last until now', () => {
		const steps = [
			{ state: 'in_review' as const, takenAt: on(6) },
			{ state: 'draft' as const, takenAt: on(1) },
			{ state: 'submitted' as const, takenAt: on(5) }
		];
		expect(timeInStates(steps, on(9))).toEqual([
			{ state: 'draft', since: on(1), until: on(5), days: 4 },
			{ state: 'submitted', since: on(5), until: on(6), days: 1 },
			{ state: 'in_review', since: on(6), until: null, days: 3 }
		]);
		expect(timeInStates([], on(9))).toEqual([]);
	});

	it('never counts more days than have passed, and leaves no gap', () => {
		const step = fc.record({
			state: fc.constantFrom(...ASSESSMENT_STATES),
			takenAt: fc.integer({ min: 1, max: 300 }).map(on)
		});
		fc.assert(
			fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
				const spells = timeInStates(steps, on(301));
				const first = spells[0]?.since ?? on(301);
				const total = spells.reduce((sum, { days }) => sum + days, 0);
				expect(total).toBeLessThanOrEqual((on(301).getTime() - first.getTime()) / 86_400_000);
				for (const [place, { until }] of spells.entries())
					expect(until).toEqual(spells[place + 1]?.since ?? null);
			})
		);
	});
});
