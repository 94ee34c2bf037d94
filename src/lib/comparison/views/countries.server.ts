import { placingOnMap } from '#lib/charts/map/placing.server.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { countedByWords } from '../country-labels.ts';
import { viewOf } from '../figure.ts';
import { fundingFigure } from '../figures/funding.ts';
import { mapFigure } from '../figures/map.ts';
import { promisesFigure } from '../figures/promises.ts';
import { groupsFigure } from '../figures/statuses.ts';
import { timingFigure } from '../figures/timing.ts';
import { compareStatuses, compareTiming, compareTreaties } from '../queries/countries.server.ts';
import { compareFunding } from '../queries/funding.server.ts';
import { compareOnMap } from '../queries/map.server.ts';
import { comparePromises } from '../queries/promises.server.ts';
import { countryFilters, readFilters, type CountryFilters } from '../schema.ts';
import { inOrder } from '../shapes/order.ts';
import type { MapMeasure, Method } from '../vocabulary.ts';
import { treatiesFigure } from './treaties.ts';
import { onDay, type ReadView } from './view.ts';

const page = '/compare/countries';

/** What the figures of a map are, besides that they are on a map. */
const METHODS_OF: Record<MapMeasure, Method> = {
	completed: 'status',
	overdue: 'timing',
	commitments: 'status',
	treaties: 'treaties'
};

async function mapView(
	db: Db,
	filters: CountryFilters,
	{ asOf, locale }: { asOf: string; locale: Locale }
) {
	const { measure } = filters;
	const { rows, ...compared } = await compareOnMap(db, filters, asOf);
	const figure = mapFigure({
		...compared,
		measure,
		rows: inOrder({ by: 'country', rows }, locale),
		placing: await placingOnMap(),
		asOf
	});
	return {
		figure: viewOf(figure, onDay(asOf)),
		methods: [METHODS_OF[measure], 'map'] as const,
		page
	};
}

/** Commitments across countries, in the view asked for. */
export const countriesView: ReadView = async (db, params, { asOf: now, locale, rows }) => {
	const filters = readFilters(countryFilters, params);
	const asOf = filters.on ?? now;
	const axis = countedByWords[filters.by];
	const by = (locale: Locale) => ({ by: axis[locale].toLocaleLowerCase(locale) });
	if (filters.view === 'timing') {
		const { sections, total } = await compareTiming(db, filters, asOf);
		return {
			figure: viewOf(
				timingFigure({
					title: inBoth(m.comparison_timing_caption, by),
					axis,
					groups: sections.flatMap((section) => inOrder(section, locale)),
					total,
					asOf
				}),
				onDay(asOf)
			),
			methods: ['timing'],
			page
		};
	}
	if (filters.view === 'funding') {
		const compared = await compareFunding(db, filters);
		const figure = fundingFigure(compared, { asOf, page: rows, locale });
		return { figure, methods: ['funding'], page };
	}
	if (filters.view === 'treaties') {
		const compared = await compareTreaties(db, filters);
		const figure = treatiesFigure(compared, { asOf, page: rows, locale });
		return { figure, methods: ['treaties'], page };
	}
	if (filters.view === 'promises') {
		const { forums, choices, ...compared } = await comparePromises(db, filters, asOf);
		const ordered = { ...compared, forums: inOrder({ by: 'forum', rows: forums }, locale) };
		const forum = choices.forums.find(({ key }) => key === filters.forum)?.name ?? null;
		const figure = promisesFigure(filters.list, ordered, { forum, asOf });
		return { figure: figure && viewOf(figure, onDay(asOf)), methods: ['promises', 'status'], page };
	}
	if (filters.view === 'map') return mapView(db, filters, { asOf, locale });
	const { sections } = await compareStatuses(db, filters);
	return {
		figure: viewOf(
			groupsFigure({
				title: inBoth(m.comparison_by_caption, by),
				axis,
				groups: sections.flatMap((section) => inOrder(section, locale)),
				asOf,
				note: inBoth(m.comparison_note_once, {})
			}),
			onDay(asOf)
		),
		methods: ['status'],
		page
	};
};
