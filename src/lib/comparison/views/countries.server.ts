import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { countedByWords } from '../country-labels.ts';
import { viewOf } from '../figure.ts';
import { groupsFigure } from '../figures/statuses.ts';
import { timingFigure } from '../figures/timing.ts';
import { compareStatuses, compareTiming } from '../queries/countries.server.ts';
import { countryFilters, readFilters } from '../schema.ts';
import { inOrder } from '../shapes/order.ts';
import { onDay, type ReadView } from './view.ts';

const page = '/compare/countries';

/** Commitments across countries, in the view asked for. */
export const countriesView: ReadView = async (db, params, { asOf: now, locale }) => {
	const filters = readFilters(countryFilters, params);
	const axis = countedByWords[filters.by];
	const by = (locale: Locale) => ({ by: axis[locale].toLocaleLowerCase(locale) });
	if (filters.view === 'timing') {
		const { sections, total } = await compareTiming(db, filters, now);
		return {
			figure: viewOf(
				timingFigure({
					title: inBoth(m.comparison_timing_caption, by),
					axis,
					groups: sections.flatMap((section) => inOrder(section, locale)),
					total,
					asOf: now
				}),
				onDay(now)
			),
			methods: ['timing'],
			page
		};
	}
	const asOf = filters.on ?? now;
	const { sections } = await compareStatuses(db, filters);
	return {
		figure: viewOf(
			groupsFigure({
				title: inBoth(m.comparison_by_caption, by),
				axis,
				groups: sections.flatMap((section) => inOrder(section, locale)),
				asOf,
				note: inBoth(m.comparison_note_shared, {})
			}),
			onDay(asOf)
		),
		methods: ['status'],
		page
	};
};
