import { indicatorsBeside } from '#lib/comparison/queries/indicators.server.ts';
import { indicatorFilters, type IndicatorFilters } from '#lib/comparison/schema.ts';
import { isBreak } from '#lib/comparison/shapes/indicators.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { listing, type Reading } from '../listing.ts';
import { indicatorBesideRow } from '../records/compared.ts';

/** The figures about one company or country: a line for each series and period, also where none is published. */
export async function indicatorBesideRecords(db: Db, asked: IndicatorFilters): Promise<Reading> {
	const { subject, groups } = await indicatorsBeside(db, asked);
	return {
		name: `indicators-${subject?.key ?? 'none'}`,
		columns: [
			'about',
			'series',
			'metric',
			'unit',
			'subject',
			'period',
			'reported',
			'value',
			'certainty',
			'break_before',
			'sources',
			'caveat_en',
			'caveat_fr'
		],
		records: groups.flatMap(({ series, rows }) =>
			series.flatMap((one, place) =>
				rows.flatMap((row, at) => {
					if (isBreak(row)) return [];
					const value = row.values[place] ?? null;
					const before = rows[at - 1];
					return {
						about: subject?.key ?? null,
						series: one.key,
						metric: one.metric,
						unit: one.unit,
						subject: one.subject,
						period: row.period,
						reported: value !== null,
						value: value?.value ?? null,
						certainty: value?.certainty ?? null,
						break_before: before && isBreak(before) ? before.breaks : [],
						sources: value?.sources ?? [],
						caveat: { en: one.caveat?.en ?? null, fr: one.caveat?.fr ?? null }
					};
				})
			)
		)
	};
}

export const indicatorBesideListing = listing({
	path: '/compare/indicators',
	title: inBoth(m.comparison_indicators_title, {}),
	holds: inBoth(m.exchange_holds_indicators_beside, {}),
	parameters: indicatorFilters,
	record: indicatorBesideRow,
	paged: false,
	read: indicatorBesideRecords
});
