import { today } from '#lib/comparison/as-of.ts';
import { distributionsChart, distributionsOf } from '#lib/comparison/figures/matrix.ts';
import { trendChanges, trendFigure } from '#lib/comparison/figures/trend.ts';
import { compareCompanies, readTrend } from '#lib/comparison/queries/companies.server.ts';
import {
	companyFilters,
	pageFilter,
	readFilters,
	type CompanyFilters
} from '#lib/comparison/schema.ts';
import { foundWords, matrixRows } from '#lib/comparison/views/matrix.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const filters = readFilters(companyFilters, event.url.searchParams);
	const { page } = readFilters(pageFilter, event.url.searchParams);
	const asOf = filters.on ?? today();
	return asActor(event, async (db) => ({
		filters,
		asOf,
		shown:
			filters.view === 'trend'
				? await trend(db, filters, asOf)
				: await matrix(db, filters, page, event.locals.locale)
	}));
};

async function matrix(db: Db, filters: CompanyFilters, page: number, locale: Locale) {
	const compared = await compareCompanies(db, filters);
	const { framework, cycle, rows, assessments, ...choice } = compared;
	const distributions = distributionsOf(framework, assessments);
	return {
		view: 'matrix' as const,
		...choice,
		framework,
		cycle,
		/** Companies, which in groups may stand in several rows. */
		count: {
			assessed: rows.assessed.length,
			total: rows.assessed.length + rows.without.length
		},
		found: filters.cells === 'findings' ? foundWords(rows.without) : null,
		page: matrixRows(compared, filters, page, locale),
		distributions,
		chart: cycle && distributions && distributionsChart(framework, cycle, distributions)
	};
}

async function trend(db: Db, filters: CompanyFilters, asOf: string) {
	const { framework, principle, theme, followed, versions, ...choice } = await readTrend(
		db,
		filters
	);
	const { among } = filters;
	return {
		view: 'trend' as const,
		...choice,
		framework,
		principle,
		theme,
		/** Numbers of the principles. */
		followed: followed.map(({ number }) => number),
		answer: trendFigure({ framework, principle, theme, versions, among, asOf }),
		changes: trendChanges(framework, versions)
	};
}
