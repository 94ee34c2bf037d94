import { indicatorsBeside } from '#lib/comparison/queries/indicators.server.ts';
import type { IndicatorFilters } from '#lib/comparison/schema.ts';
import { isBreak } from '#lib/comparison/shapes/indicators.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Reading } from '../public-reading.server.ts';

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
