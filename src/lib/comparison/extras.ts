import { formatNumber } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MeasuredRow } from './shapes/measures.ts';

/** A column after those of the principles: what a reader asked for of several of them together. */
export interface ExtraColumn {
	key: string;
	label: string;
	/** Whether rows are in its order. */
	sorted: boolean;
	write: (row: MeasuredRow) => string;
}

const NOTHING = '–';

/** The number of the theme by which rows are ordered, the cycle before, the weights: each where it is asked for. */
export function extraColumns(
	asked: { theme: number | null; since: string | null; weights: string | undefined },
	locale: Locale
): ExtraColumn[] {
	const columns: ExtraColumn[] = [];
	if (asked.theme !== null)
		columns.push({
			key: 'theme',
			label: m.comparison_column_theme({ number: asked.theme }, { locale }),
			sorted: true,
			write: ({ measures: { theme } }) =>
				theme?.rated
					? m.comparison_theme_count(
							{ count: theme.inPlace, rated: theme.rated, of: theme.of },
							{ locale }
						)
					: NOTHING
		});
	if (asked.since !== null)
		columns.push({
			key: 'change',
			label: m.comparison_column_since({ cycle: asked.since }, { locale }),
			sorted: true,
			write: ({ measures: { change } }) =>
				change?.both
					? m.comparison_since_count(
							{ higher: change.higher, lower: change.lower, both: change.both },
							{ locale }
						)
					: NOTHING
		});
	if (asked.weights !== undefined)
		columns.push({
			key: 'weighted',
			label: m.comparison_column_weighted({}, { locale }),
			sorted: false,
			write: ({ measures: { weighted } }) =>
				weighted && weighted.mean !== null
					? m.comparison_weighted_value(
							{
								mean: formatNumber(weighted.mean, locale, 2),
								rated: weighted.rated,
								of: weighted.of
							},
							{ locale }
						)
					: NOTHING
		});
	return columns;
}
