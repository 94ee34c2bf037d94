import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresByPeriod, wayGone } from './targets.ts';

describe('the figures of a target', () => {
	it('stand in the order of their periods, each as it was accepted last', () => {
		expect(
			figuresByPeriod([
				{ period: '2027', value: 30 },
				{ period: '2025', value: 12 },
				{ period: '2027', value: 31 }
			])
		).toEqual([
			{ period: '2025', value: 12 },
			{ period: '2027', value: 31 }
		]);
	});

	it('hold one for every period that was reported, and none besides', () => {
		const figure = fc.record({
			period: fc.constantFrom('2024', '2024-06', '2025', '2026-01-31'),
			value: fc.integer()
		});
		fc.assert(
			fc.property(fc.array(figure), (reported) => {
				const figures = figuresByPeriod(reported);
				const periods = figures.map(({ period }) => period);
				expect(periods).toEqual([...new Set(reported.map(({ period }) => period))].sort());
				for (const { period, value } of figures)
					expect(value).toBe(reported.filter((one) => one.period === period).at(-1)?.value);
			})
		);
	});
});

describe('the way gone', () => {
	const figures = [{ period: '2025', value: 20 }];
	it.each([
		['up', { baseline: 10, target: 30 }, 0.5],
		['down', { baseline: 40, target: 20 }, 1],
		['the wrong way', { baseline: 25, target: 30 }, -1],
		['farther than promised', { baseline: 0, target: 10 }, 2]
	])('%s', (_, given, way) => {
		expect(wayGone({ ...given, figures })).toBe(way);
	});

	it.each([
		['nothing was reported', { baseline: 1, target: 2, figures: [] }],
		['nobody knows where things stood', { baseline: null, target: 2, figures }],
		['there is no way to go', { baseline: 2, target: 2, figures }]
	])('is unknown where %s', (_, given) => {
		expect(wayGone(given)).toBeNull();
	});
});
