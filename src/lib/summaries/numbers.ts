import type { Both } from '#lib/charts/shape.ts';
import type { FigureViews } from '#lib/comparison/figure.ts';
import {
	namedRows,
	numberAt,
	numberColumns,
	type TableNumber,
	type ViewTable
} from '#lib/comparison/views/tables.ts';
import { formatNumber, formatShare } from '#lib/i18n/format.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { NUMBER_MARK } from './marks.ts';
import type { NumberForm } from './vocabulary.ts';

/** Where a number of a text comes from: a cell of one of the summary's figures, and how it is written. */
export interface NumberSource {
	id: string;
	position: number;
	part: number;
	row: string;
	column: string;
	form: NumberForm;
}

/** A number of a text as it stands in it, and what it counts. */
export interface BoundNumber extends NumberSource {
	/** The position of the figure that yields it. */
	figure: number;
	/** Null where the figure has no such number any more. */
	value: TableNumber | null;
	/** What is counted: the row and the column of the figure's table. */
	says: Both | null;
}

/** A number as the answer of its figure gives it. */
export function boundNumber(
	source: NumberSource,
	{ position, views }: { position: number; views: FigureViews }
): BoundNumber {
	const { part, row, column, form } = source;
	const found = numberAt(views, source);
	const value = found && { value: found.value, whole: found.whole };
	return {
		id: source.id,
		position: source.position,
		part,
		row,
		column,
		form,
		figure: position,
		value: form === 'share' && !value?.whole ? null : value,
		says:
			found &&
			inBoth(m.summaries_number_says, (locale) => ({
				row: found.rowLabel[locale],
				column: found.columnLabel[locale]
			}))
	};
}

const NOTHING = '–';

/** A number as a text writes it; a dash where there is none. */
export function writeNumber(
	{ value, form }: Pick<BoundNumber, 'value' | 'form'>,
	locale: Locale
): string {
	if (!value) return NOTHING;
	return form === 'share'
		? formatShare(value.value / (value.whole ?? Number.NaN), locale)
		: formatNumber(value.value, locale, 2);
}

/** A text with its numbers in it: each leads to what it counts. One that is not there stays as it was written. */
export const withNumbers = (
	markdown: string,
	numbers: readonly BoundNumber[],
	locale: Locale
): string =>
	markdown.replaceAll(NUMBER_MARK, (mark, named: string) => {
		const number = numbers.find(({ position }) => position === Number(named));
		return number ? `[${writeNumber(number, locale)}](#number-${number.position})` : mark;
	});

/** Whether a number is no longer what it was when the edition was published. */
export const hasMoved = (then: TableNumber | null, now: TableNumber | null): boolean =>
	then?.value !== now?.value || then?.whole !== now?.whole;

/** What a number may be bound to: the rows of each table that has numbers, and the columns that hold them. */
export function numberChoices(tables: readonly ViewTable[], locale: Locale) {
	const counted = tables.map((table, part) => ({ part, table, columns: numberColumns(table) }));
	const columns = new Map(
		counted.flatMap(({ columns }) => columns.map(({ key, label }) => [key, label[locale]]))
	);
	return {
		rows: counted.flatMap(({ part, table, columns }) =>
			columns.length
				? namedRows(table).map(({ name, label, under }) => ({
						value: `${part}:${name}`,
						label: [table.title?.[locale], under?.[locale], label[locale]]
							.filter(Boolean)
							.join(' – ')
					}))
				: []
		),
		columns: [...columns].map(([value, label]) => ({ value, label }))
	};
}
