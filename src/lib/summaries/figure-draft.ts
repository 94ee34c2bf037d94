import type { Both } from '#lib/charts/shape.ts';
import { namedRows, numberColumns, wholeOf, type ViewTable } from '#lib/comparison/views/tables.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { figureMark, numberMark } from './marks.ts';

interface Cell {
	part: number;
	row: string;
	column: string;
}

/** A line of a draft: what a row of a figure's table says, with the cells that its numbers are bound to. */
export interface DraftLine {
	row: Both;
	column: Both;
	number: Cell;
	/** The whole of which the number is a part, where the table has it too. */
	whole: Cell | null;
}

/** The most lines that are drafted of one figure: a longer list is read in its table. */
const MOST_LINES = 12;

/**
 * What can be said of a figure by rule: of its first table that has numbers, each row's number in the first column
 * that is part of a whole, or in the first that holds numbers; in the order of the table, never ranked.
 */
export function draftLines(tables: readonly ViewTable[]): DraftLine[] {
	const part = tables.findIndex((table) => numberColumns(table).length > 0);
	const table = tables[part];
	if (!table) return [];
	const columns = numberColumns(table);
	const whole = (key: string | undefined) => columns.find((column) => column.key === key);
	const column = columns.find((one) => whole(wholeOf(one))) ?? columns[0];
	if (!column) return [];
	const of = whole(wholeOf(column));
	return namedRows(table)
		.filter(({ row }) => typeof row[column.key] === 'number')
		.slice(0, MOST_LINES)
		.map(({ name, label }) => ({
			row: label,
			column: column.label,
			number: { part, row: name, column: column.key },
			whole: of ? { part, row: name, column: of.key } : null
		}));
}

/** Signs that Markdown would read as its own. */
const plain = (words: string): string => words.replaceAll(/[\\`*_[\]<>#]/g, '\\$&');

/** The section of a figure in one language, once its numbers have their places: heading, lines, and the figure. */
export function draftSection(
	{
		title,
		position,
		lines
	}: {
		title: Both;
		position: number;
		lines: readonly (DraftLine & { at: number; wholeAt: number | null })[];
	},
	locale: Locale
): string {
	const said = lines.map(({ row, column, at, wholeAt }) => {
		const words = { row: plain(row[locale]), column: plain(column[locale]), part: numberMark(at) };
		return wholeAt === null
			? m.summaries_draft_row(words, { locale })
			: m.summaries_draft_row_of({ ...words, whole: numberMark(wholeAt) }, { locale });
	});
	return [
		`## ${plain(title[locale])}`,
		...(said.length ? [said.map((line) => `- ${line}`).join('\n')] : []),
		figureMark(position)
	].join('\n\n');
}
