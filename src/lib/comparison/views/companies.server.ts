import { inBoth } from '#lib/i18n/in-both.ts';
import { formatPartialDate } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { viewOf } from '../figure.ts';
import { distributionsFigure } from '../figures/matrix.ts';
import { namesOf, trendFigure, trendShown } from '../figures/trend.ts';
import { compareCompanies, readTrend } from '../queries/companies.server.ts';
import type { ComparedCycle } from '../queries/principles.server.ts';
import { companyFilters, readFilters } from '../schema.ts';
import type { MatrixCells, Method } from '../vocabulary.ts';
import { matrixFigure } from './matrix.ts';
import type { ReadView } from './view.ts';

const page = '/compare/companies';

const METHODS_OF: Record<MatrixCells, readonly Method[]> = {
	self: ['self_rating', 'coverage'],
	reviewer: ['reviewer_rating', 'coverage'],
	difference: ['self_rating', 'reviewer_rating', 'difference'],
	findings: ['findings']
};

/** “Cycle 2024, answers from … to …”. */
export const periodOf = (cycle: ComparedCycle | null) =>
	cycle
		? inBoth(m.comparison_stamp_cycle, (locale) => ({
				cycle: cycle.name[locale],
				opens: formatPartialDate(cycle.opensOn, locale),
				closes: formatPartialDate(cycle.closesOn, locale)
			}))
		: inBoth(m.comparison_coverage_none, {});

/** Companies: the matrix, the distribution of its ratings by principle, or a principle over the cycles. */
export const companiesView: ReadView = async (db, params, { asOf: now, locale, rows }) => {
	const filters = readFilters(companyFilters, params);
	const asOf = filters.on ?? now;
	if (filters.view === 'trend') {
		const { framework, principle, theme, versions } = await readTrend(db, filters);
		const { among } = filters;
		const figure = trendFigure({ framework, principle, theme, versions, among, asOf });
		const named = trendShown(framework, versions).points.map(namesOf(versions));
		const [first] = named;
		const last = named.at(-1);
		return {
			figure: viewOf(
				figure,
				first && last
					? inBoth(m.comparison_card_from_to, (locale) => ({
							from: first[locale],
							to: last[locale]
						}))
					: inBoth(m.comparison_coverage_none, {})
			),
			methods: ['self_rating', 'trend', 'cohort'],
			page
		};
	}
	const compared = await compareCompanies(db, filters);
	if (filters.view === 'distribution') {
		const { framework, cycle, assessments } = compared;
		const figure = distributionsFigure({ framework, cycle, assessments, asOf });
		return {
			figure: figure && viewOf(figure, periodOf(cycle)),
			methods: ['self_rating', 'coverage', 'distribution'],
			page
		};
	}
	return {
		figure: matrixFigure(compared, filters, {
			period: periodOf(compared.cycle),
			asOf,
			page: rows,
			locale
		}),
		methods: METHODS_OF[filters.cells],
		page
	};
};
