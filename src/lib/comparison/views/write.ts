import { formatNumber, formatShare } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FigureColumn, FigureRows } from '../figure.ts';

type Row = FigureRows['rows'][number];

/** Whether a row has only its first cell: it stands above what follows. */
export const isHeadingRow = (row: Row, columns: readonly FigureColumn[]): boolean =>
	columns.length > 1 && columns.slice(1).every(({ key }) => row[key] === undefined);

/** What stands in a cell of a table: a number with its share of the whole, words, or a dash where there is nothing. */
export function writeCell(row: Row, { key, of }: FigureColumn, locale: Locale): string {
	const value = row[key];
	if (value === null || value === undefined) return '–';
	if (typeof value === 'object') return value[locale];
	if (typeof value === 'string') return value;
	const whole = of === undefined ? null : row[of];
	const number = formatNumber(value, locale, 2);
	return typeof whole === 'number' && whole > 0
		? m.comparison_count_and_share(
				{ count: number, share: formatShare(value / whole, locale) },
				{ locale }
			)
		: number;
}
