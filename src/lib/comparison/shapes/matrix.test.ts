import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL_CODES } from '#lib/assessments/vocabulary.ts';
import type { MatrixCells } from '../vocabulary.ts';
import { differenceIn, reviewerStandingIn } from './cells.ts';
import { findingsByCompany } from './findings.ts';
import {
	choicesAmong,
	companiesIn,
	countFound,
	matrixOf,
	sortRows,
	type ComparedCompany
} from './matrix.ts';

const { notApplicable, notPublic, notAnswered } = CELL_CODES;

/** A cell as it may stand in a matrix. */
const cell = fc.constantFrom(0, 1, 2, 3, 4, notApplicable, notPublic, notAnswered);
/** The same things in any other order. */
const twoOrders = <One>(things: fc.Arbitrary<One[]>) =>
	things.chain((one) =>
		fc.tuple(
			fc.constant(one),
			fc.shuffledSubarray(one, { minLength: one.length, maxLength: one.length })
		)
	);

describe('the matrix', () => {
	const company = (
		slug: string,
		more: Partial<Omit<ComparedCompany, 'slug'>> = {}
	): ComparedCompany => ({
		slug,
		name: { en: slug, fr: slug },
		sample: false,
		sectors: [],
		country: null,
		forums: [],
		features: [],
		endorsement: null,
		...more
	});
	const endorsement = {
		status: 'endorsed',
		endorsedOn: '2020-03',
		certainty: 'confirmed'
	} as const;
	const given = (organisation: string, ratings: number[], reviewerRatings: number[] = []) => ({
		organisation,
		ratings,
		reviewerRatings
	});
	const named = (key: string) => ({ key, name: { en: key, fr: key } });
	const companies = [
		company('b', {
			endorsement,
			sectors: ['gaming'],
			country: named('CA'),
			forums: [named('alliance')],
			features: ['live']
		}),
		company('a', { sample: true }),
		company('éclair'),
		company('z')
	];

	it('leaves those that every filter leaves', () => {
		const slugs = (filters: Parameters<typeof companiesIn>[1]) =>
			companiesIn(companies, filters).map(({ slug }) => slug);
		expect(slugs({ endorsed: 'yes' })).toEqual(['b']);
		expect(slugs({ endorsed: 'no', samples: 'no' })).toEqual(['éclair', 'z']);
		expect(slugs({ samples: 'yes' })).toEqual(['a']);
		expect(slugs({ sector: 'gaming' })).toEqual(['b']);
		expect(slugs({ country: 'CA', forum: 'alliance', feature: 'live' })).toEqual(['b']);
		expect(slugs({ country: 'CA', feature: 'encrypted' })).toEqual([]);
		expect(slugs({ forum: 'other' })).toEqual([]);
	});

	it('offers to choose only by what the record says of a company', () => {
		expect(choicesAmong(companies)).toEqual({
			sectors: ['gaming'],
			countries: [named('CA')],
			forums: [named('alliance')],
			features: ['live'],
			hasSamples: true
		});
	});

	it('keeps companies without a self-assessment, apart', () => {
		const { assessed, without } = matrixOf(companies, [given('a', [0])]);
		expect(assessed.map(({ slug, ratings }) => [slug, ratings])).toEqual([['a', [0]]]);
		expect(without.map(({ slug }) => slug)).toEqual(['b', 'éclair', 'z']);
	});

	it('sorts the same rows alike in whatever order they come, those that it does not apply to after a 0', () => {
		const rows = fc.uniqueArray(
			fc.record({
				name: fc.stringMatching(/^[a-z]{1,3}$/),
				ratings: fc.array(cell, { maxLength: 2 })
			}),
			{ selector: ({ name }) => name }
		);
		fc.assert(
			fc.property(twoOrders(rows), fc.constantFrom(null, 0, 1), ([given, turned], place) => {
				const sorted = (some: typeof given) =>
					sortRows(
						some.map(({ name, ratings }) => ({
							...company(name),
							ratings,
							reviewerRatings: null,
							findings: []
						})),
						place,
						'en'
					);
				const order = sorted(given);
				expect(sorted(turned)).toEqual(order);
				if (place === null) return;
				const cells = order.map(({ ratings }) => ratings?.[place] ?? notAnswered);
				const unrated = cells.findIndex((one) => one < 0);
				expect(unrated < 0 ? [] : cells.slice(unrated).filter((one) => one >= 0)).toEqual([]);
			})
		);
	});

	it('sorts by name, or by one principle with those without a rating last', () => {
		const { assessed } = matrixOf(companies, [
			given('z', [4, notApplicable]),
			given('éclair', [2, 0]),
			given('a', [2, 3])
		]);
		const order = (place: number | null) => sortRows(assessed, place, 'fr').map(({ slug }) => slug);
		expect(order(null)).toEqual(['a', 'éclair', 'z']);
		expect(order(0)).toEqual(['z', 'a', 'éclair']);
		expect(order(1)).toEqual(['a', 'éclair', 'z']);
	});

	it('sorts by what the cells hold, and by name where they hold findings', () => {
		const { assessed } = matrixOf(companies, [
			given('a', [4], [2]),
			given('b', [1], [3]),
			given('z', [0], [notAnswered])
		]);
		const order = (cells: MatrixCells) =>
			sortRows(assessed, 0, 'en', cells).map(({ slug }) => slug);
		expect(order('self')).toEqual(['a', 'b', 'z']);
		expect(order('reviewer')).toEqual(['b', 'a', 'z']);
		expect(order('difference')).toEqual(['b', 'a', 'z']);
		expect(order('findings')).toEqual(['a', 'b', 'z']);
	});
});

describe('a cell of two ratings', () => {
	it('keeps the reviewer’s rating apart from the company’s, and every reason why there is none', () => {
		const cells: [number | undefined, number | undefined, unknown, unknown][] = [
			[3, 1, 1, -2],
			[0, 0, 0, 0],
			[1, 4, 4, 3],
			[3, notAnswered, 'not_reviewed', 'not_reviewed'],
			[notApplicable, 2, 2, 'not_applicable'],
			[notApplicable, notAnswered, 'not_applicable', 'not_applicable'],
			[notPublic, notPublic, 'not_public', 'not_public'],
			[notAnswered, notAnswered, 'not_answered', 'not_answered'],
			[2, undefined, 'not_reviewed', 'not_reviewed'],
			[undefined, undefined, 'not_answered', 'not_answered']
		];
		for (const [own, reviewers, standing, difference] of cells) {
			expect(reviewerStandingIn(own, reviewers)).toBe(standing);
			expect(differenceIn(own, reviewers)).toBe(difference);
		}
	});

	it('never makes a number of a missing rating', () => {
		fc.assert(
			fc.property(cell, cell, (own, reviewers) => {
				const difference = differenceIn(own, reviewers);
				expect(typeof difference === 'number').toBe(own >= 0 && reviewers >= 0);
				if (typeof difference === 'number') expect(own + difference).toBe(reviewers);
			})
		);
	});
});

describe('findings', () => {
	it('are counted under the principle that goes on from what they are about', () => {
		const count = { company: 'a', direction: 'gap', count: 1 } as const;
		const counted = findingsByCompany(
			[
				{ ...count, requirement: 'old' },
				{ ...count, requirement: 'new', count: 2 },
				{ ...count, requirement: 'new', direction: 'practice' },
				{ ...count, requirement: 'dropped' }
			],
			[
				{ id: 'other', place: 0 },
				{ id: 'new', place: 1 }
			],
			(one, other) => one === other || [one, other].toSorted().join() === 'new,old'
		);
		expect(counted.get('a')).toEqual([
			{ practice: 0, gap: 0 },
			{ practice: 1, gap: 3 }
		]);
		expect(counted.get('b')).toBeUndefined();
	});

	it('are of as many companies as have one under any principle', () => {
		const none = { practice: 0, gap: 0 };
		const found = (...findings: (typeof none)[]) => ({ findings });
		expect(
			countFound([
				found(none, none),
				found(none, { practice: 0, gap: 1 }),
				found({ practice: 2, gap: 0 }, none),
				found()
			])
		).toBe(2);
	});
});
