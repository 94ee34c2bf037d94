import { today } from '#lib/comparison/as-of.ts';
import { placingOnMap } from '#lib/charts/map/placing.server.ts';
import { fundingParts, fundingRows } from '#lib/comparison/figures/funding.ts';
import { mapShape } from '#lib/comparison/figures/map.ts';
import { promisesChart } from '#lib/comparison/figures/promises.ts';
import { statusChart } from '#lib/comparison/figures/statuses.ts';
import { timingChart } from '#lib/comparison/figures/timing.ts';
import { countedByWords } from '#lib/comparison/country-labels.ts';
import {
	compareStatuses,
	compareTiming,
	compareTreaties
} from '#lib/comparison/queries/countries.server.ts';
import { compareFunding } from '#lib/comparison/queries/funding.server.ts';
import { compareOnMap } from '#lib/comparison/queries/map.server.ts';
import { comparePromises } from '#lib/comparison/queries/promises.server.ts';
import {
	countryFilters,
	pageFilter,
	readFilters,
	type CountryFilters
} from '#lib/comparison/schema.ts';
import { inOrder } from '#lib/comparison/shapes/order.ts';
import { sumPromises } from '#lib/comparison/shapes/outcomes.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const filters = readFilters(countryFilters, event.url.searchParams);
	const asOf = filters.on ?? today();
	const { page } = readFilters(pageFilter, event.url.searchParams);
	return asActor(event, async (db) => ({
		filters,
		asOf,
		shown: await shown(db, filters, { locale: event.locals.locale, page })
	}));
};

function shown(
	db: Db,
	filters: CountryFilters,
	{ locale, page }: { locale: Locale; page: number }
) {
	switch (filters.view) {
		case 'timing':
			return timing(db, filters, locale);
		case 'promises':
			return promises(db, filters, locale);
		case 'funding':
			return funding(db, filters, { locale, page });
		case 'treaties':
			return compareTreaties(db, filters);
		case 'map':
			return map(db, filters, locale);
		default:
			return statuses(db, filters, locale);
	}
}

async function statuses(db: Db, filters: CountryFilters, locale: Locale) {
	const { sections, ...compared } = await compareStatuses(db, filters);
	const sorted = sections.map(({ by, rows }) => ({ by, rows: inOrder({ by, rows }, locale) }));
	return {
		...compared,
		sections: sorted,
		chart: statusChart(
			sorted.flatMap(({ rows }) => rows),
			countedByWords[filters.by]
		)
	};
}

async function map(db: Db, filters: CountryFilters, locale: Locale) {
	const { rows, ...compared } = await compareOnMap(db, filters);
	const sorted = inOrder({ by: 'country', rows }, locale);
	const placing = await placingOnMap();
	return {
		...compared,
		rows: sorted,
		off: sorted.filter(({ key }) => !placing.outlines.has(key) && !placing.points.has(key)),
		chart: mapShape({ ...compared, measure: filters.measure, rows: sorted, placing })
	};
}

async function timing(db: Db, filters: CountryFilters, locale: Locale) {
	const { sections, ...compared } = await compareTiming(db, filters);
	const sorted = sections.map(({ by, rows }) => ({ by, rows: inOrder({ by, rows }, locale) }));
	return {
		...compared,
		sections: sorted,
		chart: timingChart(
			sorted.flatMap(({ rows }) => rows),
			compared.total,
			countedByWords[filters.by]
		)
	};
}

async function promises(db: Db, filters: CountryFilters, locale: Locale) {
	const { forums, ...compared } = await comparePromises(db, filters);
	const total = sumPromises([
		...forums.map(({ counts }) => counts),
		...(compared.elsewhere ? [compared.elsewhere] : [])
	]);
	const ordered = { ...compared, forums: inOrder({ by: 'forum', rows: forums }, locale) };
	return {
		...ordered,
		total,
		charts: {
			forums: promisesChart('forums', ordered),
			documents: promisesChart('documents', ordered),
			together: promisesChart('together', ordered)
		}
	};
}

async function funding(
	db: Db,
	filters: CountryFilters,
	{ locale, page: asked }: { locale: Locale; page: number }
) {
	const compared = await compareFunding(db, filters);
	const { rows, ...page } = fundingRows(compared.rows, asked, locale);
	return { ...compared, rows, page, charts: fundingParts(compared).parts };
}
