import { expect, it } from 'vitest';
import { capabilitiesFigure, isMostlyInPlace } from './capabilities.ts';

const capability = (number: number, counts: number[]) => ({
	number,
	title: { en: `Capability ${number}`, fr: `Capacité ${number}` },
	certainty: 'confirmed' as const,
	theme: null,
	counts
});

it('sums up national capabilities with words and numbers that agree, and names no government', () => {
	const figure = capabilitiesFigure(
		{
			key: '2027',
			en: 'Cycle 2027',
			fr: 'Cycle 2027',
			organisations: 6,
			countedAt: new Date('2027-05-01T12:00:00Z'),
			requirements: [capability(1, [0, 1, 1, 3, 1, 0]), capability(2, [2, 2, 0, 1, 0, 1])]
		},
		{ levels: [] }
	);
	expect(figure.rows).toEqual([
		expect.objectContaining({ rating_3: 3, rating_4: 1, not_applicable: 0 }),
		expect.objectContaining({ rating_0: 2, rating_3: 1, not_applicable: 1 })
	]);
	expect(figure.chart.series.map(({ values }) => values)).toEqual([
		[0, 2],
		[1, 2],
		[1, 0],
		[3, 1],
		[1, 0],
		[0, 1]
	]);
	expect(figure.chart.summary.en).toContain('6 governments');
	expect(figure.chart.summary.en).toContain('1 of 2');
	expect(figure.chart.summary.fr).toContain('6 gouvernements');
});

it('takes more than half of those concerned for mostly in place, whoever is not concerned', () => {
	expect(isMostlyInPlace([0, 1, 2, 3, 0, 0])).toBe(false);
	expect(isMostlyInPlace([0, 1, 1, 2, 1, 5])).toBe(true);
	expect(isMostlyInPlace([0, 0, 0, 0, 0, 5])).toBe(false);
});
