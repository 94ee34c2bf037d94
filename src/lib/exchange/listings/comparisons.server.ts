import { z } from 'zod';
import { distributionsOf } from '#lib/comparison/figures/matrix.ts';
import { sideOf, trendShown } from '#lib/comparison/figures/trend.ts';
import { compareCompanies, readTrend } from '#lib/comparison/queries/companies.server.ts';
import type { Principle } from '#lib/comparison/queries/principles.server.ts';
import { companyFilters, weightsText, type CompanyFilters } from '#lib/comparison/schema.ts';
import { inPlace, type Distribution } from '#lib/comparison/shapes/distribution.ts';
import { cellIn, findingsIn } from '#lib/comparison/shapes/matrix.ts';
import { groupRows, orderRows, themeIn } from '#lib/comparison/shapes/measures.ts';
import { isComparable } from '#lib/comparison/shapes/trend.ts';
import { CELL_STATES } from '#lib/comparison/vocabulary.ts';
import { FINDING_DIRECTIONS, RATINGS } from '#lib/frameworks/vocabulary.ts';
import { sectorLabel } from '#lib/organisations/sectors.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import type { Nested } from '../csv.ts';
import { listing, type Reading } from '../listing.ts';
import { distributionRow, matrixRow, trendRow } from '../records/compared.ts';

/** What `counted` gives, in the order of its columns. */
export const COUNTED = [
	'assessed',
	'rated',
	...RATINGS.map((value) => `rating_${value}`),
	...CELL_STATES
];

/** The companies compared, in the view asked for: the same figures as the page of these filters. */
export function companyRecords(db: Db, filters: CompanyFilters): Promise<Reading> {
	if (filters.view === 'trend') return trendRecords(db, filters);
	return filters.view === 'distribution'
		? distributionRecords(db, filters)
		: matrixRecords(db, filters);
}

async function matrixRecords(db: Db, filters: CompanyFilters): Promise<Reading> {
	const { cells, sort } = filters;
	const { framework, cycle, before, rows } = await compareCompanies(db, filters);
	const place = framework.principles.find(({ number }) => number === sort)?.place ?? null;
	const sorted = [
		orderRows(rows.assessed, { place, sort, cells }, 'en'),
		orderRows(rows.without, { place: null, sort: 'name', cells }, 'en')
	].flatMap((list) => (filters.group ? groupRows(list, sectorLabel, 'en') : list));
	const own = cells === 'self';
	const columnsOf = ({ number }: Principle) =>
		cells === 'findings'
			? FINDING_DIRECTIONS.map((direction) => `principle_${number}_${direction}`)
			: [`principle_${number}`];
	return {
		name: `companies-${cycle?.key ?? 'none'}`,
		columns: [
			'company',
			'name_en',
			'name_fr',
			'sample',
			'sectors',
			'endorsement_status',
			'endorsement_date',
			'endorsement_certainty',
			'framework',
			'cycle',
			'assessment',
			'cells',
			...(filters.group ? ['sector'] : []),
			...framework.principles.flatMap(columnsOf),
			...(own && themeIn(sort) !== null
				? ['theme', 'theme_in_place', 'theme_rated', 'theme_of']
				: []),
			...(own && before ? ['since_cycle', 'since_higher', 'since_lower', 'since_both'] : []),
			...(own && filters.weights
				? ['weights', 'weighted_mean', 'weighted_rated', 'weighted_of']
				: [])
		],
		records: sorted.map((row) => ({
			company: row.slug,
			name: row.name,
			sample: row.sample,
			sectors: row.sectors,
			endorsement: row.endorsement && {
				status: row.endorsement.status,
				date: row.endorsement.endorsedOn,
				certainty: row.endorsement.certainty
			},
			framework: `${framework.name.en} (${framework.version})`,
			cycle: cycle?.key ?? null,
			assessment: row.ratings ? 'published' : 'none',
			cells,
			...Object.fromEntries(
				framework.principles.map(({ number, place }) => [
					`principle_${number}`,
					cells === 'findings' ? { ...findingsIn(row, place) } : cellIn(row, place, cells)
				])
			),
			...(filters.group && { sector: row.sector ?? null }),
			...(own && themeIn(sort) !== null && { theme: themeIn(sort) }),
			...prefixed('theme', row.measures.theme),
			...(own && before && { since_cycle: before.key }),
			...prefixed('since', row.measures.change),
			...(own && filters.weights && { weights: weightsText(filters.weights) }),
			...prefixed('weighted', row.measures.weighted)
		}))
	};
}

/** What a row says of several principles together, as columns of their own. */
const prefixed = (
	prefix: string,
	measure: { [name: string]: number | null } | null
): Record<string, number | null> =>
	Object.fromEntries(
		Object.entries(measure ?? {}).map(([name, value]) => [
			`${prefix}_${name === 'inPlace' ? 'in_place' : name}`,
			value
		])
	);

async function distributionRecords(db: Db, filters: CompanyFilters): Promise<Reading> {
	const { framework, cycle, assessments } = await compareCompanies(db, filters);
	const all = distributionsOf(framework, assessments) ?? [];
	return {
		name: `principles-${cycle?.key ?? 'none'}`,
		columns: ['principle', 'title_en', 'title_fr', 'cycle', ...COUNTED],
		records: all.map(({ principle, distribution }) => ({
			principle: principle.number,
			title: principle.title,
			cycle: cycle?.key ?? null,
			...counted(distribution)
		}))
	};
}

async function trendRecords(db: Db, filters: CompanyFilters): Promise<Reading> {
	const { framework, principle, theme, versions } = await readTrend(db, filters);
	const { trend, points } = trendShown(framework, versions);
	const { among } = filters;
	return {
		name: theme ? `theme-${theme.number}-trend` : `principle-${principle.number}-trend`,
		columns: [
			theme ? 'theme' : 'principle',
			'version',
			'cycle',
			'comparable',
			'among',
			...COUNTED,
			'companies_rated',
			'rated_in_every_cycle',
			'all_in_place',
			'all_rated',
			'cohort_in_place',
			'cohort_rated',
			...['both', 'higher', 'unchanged', 'lower'].map((part) => `since_cycle_before_${part}`)
		],
		records: points.map((point) => {
			const side = isComparable(point) ? sideOf(point, among, trend.constant) : null;
			return {
				...(theme ? { theme: theme.number } : { principle: principle.number }),
				version: point.version,
				cycle: point.cycle,
				comparable: side !== null,
				among,
				...(side && {
					...counted(side.distribution),
					assessed: side.assessed,
					companies_rated: side.companies
				}),
				rated_in_every_cycle: side && trend.constant,
				...(isComparable(point) && {
					all: { in_place: inPlace(point.distribution), rated: point.distribution.rated },
					cohort: { in_place: inPlace(point.cohort), rated: point.cohort.rated }
				}),
				since_cycle_before: point.change && { ...point.change }
			};
		})
	};
}

/** A distribution as the columns of a file. */
export function counted({ standings, rated, assessed }: Distribution): Nested {
	return {
		assessed,
		rated,
		...Object.fromEntries(RATINGS.map((value) => [`rating_${value}`, standings[value]])),
		...Object.fromEntries(CELL_STATES.map((state) => [state, standings[state]]))
	};
}

export const companiesComparedListing = listing({
	path: '/compare/companies',
	title: inBoth(m.comparison_companies_title, {}),
	holds: inBoth(m.exchange_holds_companies_compared, {}),
	parameters: companyFilters,
	record: z.union([distributionRow, trendRow, matrixRow]),
	paged: false,
	read: companyRecords
});
