import { readAggregates } from '#lib/assessments/queries.server.ts';
import { MODEL_NATIONAL_RESPONSE } from '#lib/frameworks/vocabulary.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { Db } from '#lib/server/db/types.ts';
import { today, untilEndOf } from '../as-of.ts';
import { viewOf } from '../figure.ts';
import { capabilitiesFigure } from '../figures/capabilities.ts';
import { flowFigure, flowPeriod } from '../figures/flow.ts';
import { statusFlow } from '../queries/flow.server.ts';
import {
	capabilityFilters,
	dayFilter,
	filtersIn,
	flowFilters,
	pageFilter,
	readFilters
} from '../schema.ts';
import type { DrawnView } from '../vocabulary.ts';
import { companiesBesideView, countriesBesideView } from './beside.server.ts';
import { companiesView } from './companies.server.ts';
import { countriesView } from './countries.server.ts';
import { indicatorsView } from './indicators.server.ts';
import type { ReadView, View } from './view.ts';

const overTimeView: ReadView = async (db, params, { asOf: now }) => {
	const filters = readFilters(flowFilters, params);
	const asOf = filters.on ?? now;
	const { quarters, last } = await statusFlow(db, filters, asOf);
	return {
		figure: quarters.length
			? viewOf(flowFigure({ quarters, last, asOf }), flowPeriod(quarters, last))
			: null,
		methods: ['status', 'flow'],
		page: '/compare/over-time'
	};
};

const capabilitiesView: ReadView = async (db, params) => {
	const { cycle: asked, on } = readFilters(capabilityFilters, params);
	const { levels, cycles } = await readAggregates(db, MODEL_NATIONAL_RESPONSE, untilEndOf(on));
	const cycle = asked === undefined ? cycles[0] : cycles.find(({ key }) => key === asked);
	return {
		figure: cycle
			? viewOf(capabilitiesFigure(cycle, { levels }), { en: cycle.en, fr: cycle.fr })
			: null,
		methods: ['capabilities'],
		page: '/countries/capabilities'
	};
};

const VIEWS: Record<DrawnView, ReadView> = {
	companies: companiesView,
	countries: countriesView,
	'over-time': overTimeView,
	capabilities: capabilitiesView,
	indicators: indicatorsView,
	'companies/side-by-side': companiesBesideView,
	'countries/side-by-side': countriesBesideView
};

/**
 * A view under the filters of an address, today or on a past day, as the public sees it, whoever asks. Public. Null where it has
 * nothing that may be shown; throws `Refusal('not_found')` where the filters name what does not exist.
 */
export async function readView(
	db: Db,
	what: DrawnView,
	params: URLSearchParams,
	locale: Locale
): Promise<View | null> {
	const { page: rows } = readFilters(pageFilter, params);
	const { on } = readFilters(dayFilter, params);
	const asked = { asOf: on ?? today(), locale, rows };
	const { figure, methods, ...view } = await VIEWS[what](db, params, asked);
	if (!figure) return null;
	const { on: _, ...filters } = filtersIn(params);
	return {
		...view,
		figure,
		on,
		methods: on === undefined ? methods : [...methods, 'past_day'],
		filters: on === undefined ? filters : { ...filters, on }
	};
}
