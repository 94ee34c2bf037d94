import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL_CODES } from '#lib/assessments/vocabulary.ts';
import { companyFilters, weightsText } from '../schema.ts';
import type { MatrixRow } from './matrix.ts';
import {
	groupRows,
	measured,
	NOT_MEASURED,
	orderRows,
	placesOf,
	themeIn,
	weightedMean
} from './measures.ts';

const { notApplicable, notPublic, notAnswered } = CELL_CODES;

const row = (slug: string, ratings: number[] | null, sectors: string[] = []): MatrixRow => ({
	slug,
	name: { en: slug, fr: slug },
	sample: false,
	sectors,
	country: null,
	forums: [],
	features: [],
	endorsement: null,
	ratings,
	reviewerRatings: null,
	findings: []
});

describe('what is counted over several principles', () => {
	it('is nothing where nothing is asked, and leaves the rest of a row as it was', () => {
		const rated = row('a', [3, 4], ['games']);
		const measures = { theme: null, change: null, weighted: null };
		expect(measured(rated, NOT_MEASURED)).toEqual({ ...rated, measures });
	});

	it('is, of a theme, how many are in place, beside how many are rated at all', () => {
		const asked = { ...NOT_MEASURED, theme: [0, 2, 3] };
		expect(measured(row('a', [3, 4, 4, notPublic]), asked).measures.theme).toEqual({
			inPlace: 2,
			rated: 2,
			of: 3
		});
		expect(measured(row('b', null), asked).measures.theme).toBeNull();
	});

	it('is, of a change, only what was asked and rated both times', () => {
		const before = new Map([['a', [1, 4, notApplicable, undefined, 2]]]);
		const { measures } = measured(row('a', [3, 3, 4, 4, 2]), { ...NOT_MEASURED, before });
		expect(measures.change).toEqual({ higher: 1, lower: 1, both: 3 });
	});

	it('is, with weights, a mean over what is rated, and none where nothing is', () => {
		const weights = [
			{ place: 0, weight: 3 },
			{ place: 1, weight: 1 }
		];
		const mean = (...ratings: number[]) =>
			measured(row('a', ratings), { ...NOT_MEASURED, weights }).measures.weighted;
		expect(mean(4, 0)).toEqual({ mean: 3, rated: 2, of: 2 });
		expect(mean(4, notPublic)).toEqual({ mean: 4, rated: 1, of: 2 });
		expect(mean(notAnswered, notApplicable)).toEqual({ mean: null, rated: 0, of: 2 });
	});

	it('lies between the lowest and the highest rating, whatever the weights', () => {
		const given = fc.array(
			fc.record({
				rating: fc.integer({ min: 0, max: 4 }),
				weight: fc.integer({ min: 1, max: 99 })
			}),
			{ minLength: 1 }
		);
		fc.assert(
			fc.property(given, (all) => {
				const ratings = all.map(({ rating }) => rating);
				const mean = weightedMean(all) ?? Number.NaN;
				expect(mean).toBeGreaterThanOrEqual(Math.min(...ratings) - 1e-9);
				expect(mean).toBeLessThanOrEqual(Math.max(...ratings) + 1e-9);
				const doubled = all.map((one) => ({ ...one, weight: one.weight * 2 }));
				expect(weightedMean(doubled)).toBeCloseTo(mean, 9);
			})
		);
	});
});

describe('rows', () => {
	const rows = [
		measured(row('a', [0, 0], ['x']), { ...NOT_MEASURED, theme: [0, 1] }),
		measured(row('b', [notPublic, notAnswered], ['x', 'y']), { ...NOT_MEASURED, theme: [0, 1] }),
		measured(row('c', [3, 4]), { ...NOT_MEASURED, theme: [0, 1] })
	];

	it('by theme come with the most in place first, and last those that say nothing', () => {
		const ordered = orderRows(rows, { place: null, sort: 'theme-1', cells: 'self' }, 'en');
		expect(ordered.map(({ slug }) => slug)).toEqual(['c', 'a', 'b']);
		expect([themeIn('theme-12'), themeIn('change'), themeIn(3)]).toEqual([12, null, null]);
	});

	it('in groups stand under every sector that is theirs, those without one last', () => {
		const grouped = groupRows(rows, (sector) => sector, 'en');
		expect(grouped.map(({ slug, sector }) => [sector, slug])).toEqual([
			['x', 'a'],
			['x', 'b'],
			['y', 'b'],
			[null, 'c']
		]);
	});
});

describe('weights in the address', () => {
	it('are read, kept as they were chosen, and mean nothing where they are malformed', () => {
		const { weights } = companyFilters.parse({ weights: '1:3, 4:2,9:0' });
		expect(weightsText(weights)).toBe('1:3,4:2,9:0');
		const principles = [1, 4, 9].map((number, place) => ({ number, place }));
		expect(placesOf(weights, principles)).toEqual([
			{ place: 0, weight: 3 },
			{ place: 1, weight: 2 }
		]);
		for (const wrong of ['1', '1:', 'a:2', '1:2;3:4', '1:-2'])
			expect(companyFilters.safeParse({ weights: wrong }).success).toBe(false);
	});
});
