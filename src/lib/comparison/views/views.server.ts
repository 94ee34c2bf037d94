import { readAggregates } from '#lib/assessments/queries.server.ts';
import { MODEL_NATIONAL_RESPONSE } from '#lib/frameworks/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { today } from '../as-of.ts';
import { countedByWords } from '../country-labels.ts';
import type { FigureAnswer } from '../figure.ts';
import { capabilitiesFigure } from '../figures/capabilities.ts';
import { flowFigure } from '../figures/flow.ts';
import { distributionsFigure } from '../figures/matrix.ts';
import { groupsFigure } from '../figures/statuses.ts';
import { timingFigure } from '../figures/timing.ts';
import { trendFigure } from '../figures/trend.ts';
import { compareCompanies, readTrend } from '../queries/companies.server.ts';
import { compareStatuses, compareTiming } from '../queries/countries.server.ts';
import { statusFlow } from '../queries/flow.server.ts';
import {
	capabilityFilters,
	companyFilters,
	countryFilters,
	filtersIn,
	flowFilters,
	readFilters
} from '../schema.ts';
import { inOrder } from '../shapes/order.ts';
import type { DrawnView, Method } from '../vocabulary.ts';

/** A view of a comparison that can be taken away: its figure, and what its numbers mean. */
export interface View {
	figure: FigureAnswer;
	methods: readonly Method[];
	/** The page that shows it, and the parameters of its address that mean something. */
	page: string;
	filters: Record<string, string>;
}

type Read = (
	db: Db,
	params: URLSearchParams,
	now: { asOf: string; locale: Locale }
) => Promise<
	Pick<View, 'methods' | 'page'> & {
		figure: FigureAnswer | null;
		/** What the address need not say, and its files must be asked for. */
		implied?: Record<string, string>;
	}
>;

const VIEWS: Record<DrawnView, Read> = {
	async companies(db, params, { asOf }) {
		const filters = readFilters(companyFilters, params);
		const page = '/compare/companies';
		if (filters.view === 'trend') {
			const { framework, principle, theme, versions } = await readTrend(db, filters);
			const { among } = filters;
			return {
				figure: trendFigure({
					framework,
					principle,
					theme,
					versions,
					among,
					asOf: filters.on ?? asOf
				}),
				methods: ['self_rating', 'trend', 'cohort'],
				page
			};
		}
		const { framework, cycle, assessments } = await compareCompanies(db, filters);
		return {
			figure: distributionsFigure({ framework, cycle, assessments, asOf: filters.on ?? asOf }),
			methods: ['self_rating', 'coverage', 'distribution'],
			page,
			implied: { view: 'distribution' }
		};
	},
	async countries(db, params, { asOf, locale }) {
		const filters = readFilters(countryFilters, params);
		const axis = countedByWords[filters.by];
		const by = (locale: Locale) => ({ by: axis[locale].toLocaleLowerCase(locale) });
		const page = '/compare/countries';
		if (filters.view === 'timing') {
			const { sections, total } = await compareTiming(db, filters, asOf);
			return {
				figure: timingFigure({
					title: inBoth(m.comparison_timing_caption, by),
					axis,
					groups: sections.flatMap((section) => inOrder(section, locale)),
					total,
					asOf
				}),
				methods: ['timing'],
				page
			};
		}
		const { sections } = await compareStatuses(db, filters);
		return {
			figure: groupsFigure({
				title: inBoth(m.comparison_by_caption, by),
				axis,
				groups: sections.flatMap((section) => inOrder(section, locale)),
				asOf: filters.on ?? asOf,
				note: inBoth(m.comparison_note_shared, {})
			}),
			methods: ['status'],
			page
		};
	},
	async 'over-time'(db, params, { asOf }) {
		const { quarters, last } = await statusFlow(db, readFilters(flowFilters, params), asOf);
		return {
			figure: quarters.length ? flowFigure({ quarters, last, asOf }) : null,
			methods: ['status', 'flow'],
			page: '/compare/over-time'
		};
	},
	async capabilities(db, params) {
		const { cycle: asked } = readFilters(capabilityFilters, params);
		const { levels, cycles } = await readAggregates(db, MODEL_NATIONAL_RESPONSE);
		const cycle = asked === undefined ? cycles[0] : cycles.find(({ key }) => key === asked);
		return {
			figure: cycle ? capabilitiesFigure(cycle, { levels }) : null,
			methods: ['capabilities'],
			page: '/countries/capabilities'
		};
	}
};

/**
 * A view under the filters of an address, as the public sees it, whoever asks. Public. Null where it has
 * nothing that may be shown; throws `Refusal('not_found')` where the filters name what does not exist.
 */
export async function readView(
	db: Db,
	what: DrawnView,
	params: URLSearchParams,
	locale: Locale
): Promise<View | null> {
	const asOf = today();
	const { figure, methods, page, implied } = await VIEWS[what](db, params, { asOf, locale });
	return figure && { figure, methods, page, filters: { ...filtersIn(params), ...implied } };
}
