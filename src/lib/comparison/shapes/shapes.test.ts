import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL_CODES } from '#lib/assessments/vocabulary.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { mayShowAggregate } from '../rules.ts';
import { standingIn } from './cells.ts';
import { cellsAt, distributionOf, inPlace } from './distribution.ts';
import { countStatuses, sumStatuses } from './statuses.ts';
import { treatyStandings } from './treaties.ts';
import { isComparable, trendOf, type TrendSpan } from './trend.ts';

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

describe('a cell', () => {
	it('tells a rating of nought from having none', () => {
		expect([0, notApplicable, notPublic, notAnswered, undefined].map(standingIn)).toEqual([
			0,
			'not_applicable',
			'not_public',
			'not_answered',
			'not_answered'
		]);
	});
});

describe('a distribution', () => {
	it('counts every standing, and takes only public ratings as the whole', () => {
		const counted = distributionOf([4, 3, 3, 0, notApplicable, notPublic, notAnswered, undefined]);
		expect(counted).toEqual({
			standings: {
				0: 1,
				1: 0,
				2: 0,
				3: 2,
				4: 1,
				not_applicable: 1,
				not_public: 1,
				not_answered: 2
			},
			rated: 4,
			assessed: 8
		});
		expect(inPlace(counted)).toBe(3);
	});

	it('does not depend on the order of the companies', () => {
		fc.assert(
			fc.property(twoOrders(fc.array(cell)), ([cells, turned]) => {
				expect(distributionOf(turned)).toEqual(distributionOf(cells));
			})
		);
	});

	it('never counts “not applicable” as 0: with it, every rating and their whole stay as they were', () => {
		const none = fc.constantFrom(notApplicable, notPublic, notAnswered);
		fc.assert(
			fc.property(fc.array(cell), fc.array(none), (cells, without) => {
				const [before, after] = [distributionOf(cells), distributionOf([...cells, ...without])];
				for (const rating of RATINGS)
					expect(after.standings[rating]).toBe(before.standings[rating]);
				expect([after.rated, inPlace(after)]).toEqual([before.rated, inPlace(before)]);
				expect(after.assessed).toBe(before.assessed + without.length);
				const given = cells.filter((one) => one === notApplicable).length;
				const added = without.filter((one) => one === notApplicable).length;
				expect(after.standings.not_applicable).toBe(given + added);
			})
		);
	});

	it('reads the column of one principle', () => {
		expect(cellsAt([{ ratings: [1, 2] }, { ratings: [3] }], 1)).toEqual([2, undefined]);
	});
});

describe('aggregates of few', () => {
	it('are kept back where nobody may see the single answers', () => {
		expect(mayShowAggregate('aggregate_only', 4)).toBe(false);
		expect(mayShowAggregate('aggregate_only', 5)).toBe(true);
		expect(mayShowAggregate('per_organisation', 1)).toBe(true);
	});
});

describe('a trend', () => {
	const at = (cycle: string, organisation: string, ...ratings: number[]) => ({
		cycle,
		organisation,
		ratings
	});
	const assessments = [
		at('2023', 'a', 1),
		at('2023', 'b', 2),
		at('2023', 'c', 3),
		at('2025', 'a', 4),
		at('2025', 'b', notPublic),
		at('2025', 'd', 2)
	];

	const span = (given: typeof assessments, over: Partial<TrendSpan> = {}): TrendSpan => ({
		version: '2020',
		cycles: ['2023', '2024', '2025'],
		places: [0],
		assessments: given,
		...over
	});

	it('keeps the order of the cycles and leaves out those that nobody answered', () => {
		const { points } = trendOf([span(assessments)]);
		expect(points.map(({ cycle, distribution }) => [cycle, distribution?.rated])).toEqual([
			['2023', 3],
			['2025', 2]
		]);
	});

	it('counts in the constant group only those who gave a public rating every time', () => {
		expect(trendOf([span(assessments)]).constant).toBe(1);
		expect(trendOf([span([])])).toEqual({ points: [], constant: 0 });
	});

	const assessed = fc.uniqueArray(
		fc.record({
			cycle: fc.constantFrom('2023', '2024', '2025'),
			organisation: fc.constantFrom('a', 'b', 'c', 'd'),
			ratings: fc.array(cell, { maxLength: 1 })
		}),
		{ selector: ({ cycle, organisation }) => `${cycle} ${organisation}` }
	);

	it('does not depend on the order of the assessments', () => {
		fc.assert(
			fc.property(twoOrders(assessed), ([given, turned]) => {
				expect(trendOf([span(turned)])).toEqual(trendOf([span(given)]));
			})
		);
	});

	it('counts nobody as always rated who once said “not applicable”', () => {
		fc.assert(
			fc.property(assessed, (given) => {
				const counted = trendOf([span(given)]);
				const said = { cycle: '2023', organisation: 'e', ratings: [notApplicable] };
				const others = ['2024', '2025'].map((year) => at(year, 'e', 4));
				const without = trendOf([span([...given, said, ...others])]);
				expect(without.constant).toBeLessThanOrEqual(counted.constant);
				for (const { cycle, distribution } of without.points)
					expect(distribution?.standings[0]).toBe(
						counted.points.find((point) => point.cycle === cycle)?.distribution?.standings[0] ?? 0
					);
			})
		);
	});

	const later = span([at('2027', 'a', 0, 3), at('2027', 'd', 0, 4)], {
		version: '2026',
		cycles: ['2027'],
		places: [1]
	});

	it('goes on in a later version, at the place that the principle has there', () => {
		const { points, constant } = trendOf([span(assessments), later]);
		expect(
			points.map(({ version, cycle, distribution }) => [version, cycle, distribution?.rated])
		).toEqual([
			['2020', '2023', 3],
			['2020', '2025', 2],
			['2026', '2027', 2]
		]);
		expect(points.at(-1)?.distribution?.standings).toMatchObject({ 3: 1, 4: 1 });
		expect(constant).toBe(1);
	});

	it('has a gap where a version asked something that cannot be compared', () => {
		const { points, constant } = trendOf([span(assessments, { places: null }), later]);
		expect(points.map(({ cycle, distribution }) => [cycle, distribution?.rated ?? null])).toEqual([
			['2023', null],
			['2025', null],
			['2027', 2]
		]);
		expect(points.filter(isComparable).map(({ cycle }) => cycle)).toEqual(['2027']);
		expect(constant).toBe(2);
		expect(points.map(({ change }) => change)).toEqual([null, null, null]);
	});

	it('takes a change only over who was rated in both of two cycles', () => {
		const { points } = trendOf([span(assessments)]);
		expect(points.map(({ change }) => change)).toEqual([
			null,
			{ both: 1, higher: 1, unchanged: 0, lower: 0 }
		]);
		expect(points.map(({ cohort }) => [cohort?.rated, cohort && inPlace(cohort)])).toEqual([
			[1, 0],
			[1, 1]
		]);
	});

	it('follows the principles of a theme together, and counts companies apart from their ratings', () => {
		const given = [at('2023', 'a', 1, 3), at('2023', 'b', notPublic, notApplicable)];
		const [point] = trendOf([span(given, { places: [0, 1] })]).points;
		expect(point).toMatchObject({ companies: 1, assessed: 2, distribution: { rated: 2 } });
	});

	it('has as many changes as ratings in both, and no more in the constant group than in all', () => {
		fc.assert(
			fc.property(assessed, (given) => {
				const { points, constant } = trendOf([span(given)]);
				for (const { distribution, cohort, companies, change } of points) {
					expect(cohort?.rated).toBe(constant);
					expect(companies).toBe(distribution?.rated);
					expect(constant).toBeLessThanOrEqual(companies);
					if (!change) continue;
					expect(change.higher + change.unchanged + change.lower).toBe(change.both);
					expect(change.both).toBeLessThanOrEqual(companies);
					expect(change.both).toBeGreaterThanOrEqual(constant);
				}
			})
		);
	});
});

describe('commitments by status', () => {
	it('add up within a group and over all', () => {
		const groups = countStatuses([
			{ group: 'CA', status: 'completed', count: 2 },
			{ group: 'CA', status: 'no_evidence', count: 1 },
			{ group: null, status: 'completed', count: 4 }
		]);
		expect(groups.get('CA')).toMatchObject({ completed: 2, no_evidence: 1, delayed: 0, total: 3 });
		expect(sumStatuses(groups.values())).toMatchObject({ completed: 6, no_evidence: 1, total: 7 });
	});
});

describe('treaties', () => {
	const row = { country: 'CA', certainty: 'confirmed' } as const;

	it('count the act that binds, else the signature', () => {
		const standings = treatyStandings([
			{ ...row, instrument: 'un-crc', action: 'signed', takenOn: '1990' },
			{ ...row, instrument: 'un-crc', action: 'ratified', takenOn: '1991-12-13' },
			{ ...row, instrument: 'un-opsc', action: 'signed', takenOn: '2001' },
			{ ...row, instrument: 'lanzarote', action: 'ratified', takenOn: '2020' }
		]);
		expect(standings.get('CA')).toEqual({
			crc: { action: 'ratified', takenOn: '1991-12-13', certainty: 'confirmed' },
			opsc: { action: 'signed', takenOn: '2001', certainty: 'confirmed' }
		});
	});

	it('bind also where it is known only that they do, not by which act', () => {
		const standings = treatyStandings([
			{ ...row, instrument: 'un-crc', action: 'signed', takenOn: '1990' },
			{ ...row, instrument: 'un-crc', action: 'bound', takenOn: '1991' }
		]);
		expect(standings.get('CA')?.crc).toMatchObject({ action: 'bound', takenOn: '1991' });
	});
});
