import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSteps, eachStep, MOST_STEPS, SHARE_STEPS, stepOf } from './steps.ts';

describe('the steps of counts', () => {
	it('hold every count up to the greatest once, and none overlaps or leaves a gap', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 50_000 }), (most) => {
				const steps = countSteps(most);
				expect(steps).toHaveLength(MOST_STEPS);
				expect(steps[0]?.from).toBe(1);
				expect(steps.at(-1)?.to).toBeGreaterThanOrEqual(most);
				for (const [at, { from, to }] of steps.entries()) {
					expect(from).toBe((steps[at - 1]?.to ?? 0) + 1);
					expect([from, to].map((bound) => stepOf(steps, bound))).toEqual([at, at]);
				}
			})
		);
	});

	it('are single numbers up to five, then each twice as broad as the one before', () => {
		expect(countSteps(0)).toEqual(eachStep(1, 5));
		expect(countSteps(5)).toEqual(eachStep(1, 5));
		expect(countSteps(6).map(({ from, to }) => [from, to])).toEqual([
			[1, 1],
			[2, 3],
			[4, 7],
			[8, 15],
			[16, 31]
		]);
		expect(countSteps(32).map(({ from, to }) => [from, to])).toEqual([
			[1, 2],
			[3, 6],
			[7, 14],
			[15, 30],
			[31, 62]
		]);
	});
});

describe('the steps of shares', () => {
	it('are fifths: a bound belongs to the step that it begins, the whole to the last', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 600 }), fc.nat({ max: 600 }), (of, some) => {
				const count = Math.min(some, of);
				const expected = Math.min(Math.floor((5 * count) / of), 4);
				expect(stepOf(SHARE_STEPS, count / of)).toBe(expected);
			})
		);
	});

	it('hold nothing that is no share', () => {
		expect(stepOf(SHARE_STEPS, -0.1)).toBeNull();
		expect(stepOf(SHARE_STEPS, 1.1)).toBeNull();
	});
});
