import { stringify } from 'csv-stringify/sync';

export type Plain = string | number | boolean | null | undefined;
/** A record as JSON gives it: values, lists of values, and objects of the same. */
export interface Nested {
	[key: string]: Plain | readonly Plain[] | Nested;
}

/** What a spreadsheet would run instead of showing: also the full-width forms that some read as signs. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A cell that cannot be taken for a formula. Numbers stay numbers; a text gets an apostrophe in front. */
export function neutralise(cell: Plain): string | number {
	if (cell === null || cell === undefined) return '';
	if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
	return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell;
}

/** A text that begins like one we have put an apostrophe before, apostrophes included. */
const MARKED = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A text as a cell that is to be read again: neutralised so that `restore` gives back what it was. */
export const mark = (text: string): string => (MARKED.test(text) ? `'${text}` : text);

/** What `mark` was given. */
export const restore = (cell: string): string =>
	cell.startsWith("'") && MARKED.test(cell) ? cell.slice(1) : cell;

/** A record on one line: `{name: {en, fr}}` becomes `name_en`, `name_fr`; a list its values with a semicolon between. */
export function flatten(record: Nested, prefix = ''): Record<string, Plain> {
	const flat: Record<string, Plain> = {};
	for (const [key, value] of Object.entries(record)) {
		const name = prefix + key;
		if (isList(value)) flat[name] = value.map((one) => one ?? '').join('; ');
		else if (typeof value === 'object' && value !== null)
			Object.assign(flat, flatten(value, `${name}_`));
		else flat[name] = value;
	}
	return flat;
}

const isList = (value: Nested[string]): value is readonly Plain[] => Array.isArray(value);

/** Records as CSV (RFC 4180), with these columns in this order, whether there are records or not. */
export const toCsv = (records: readonly Nested[], columns: readonly string[]): string =>
	written([[...columns]]) + csvLines(records, columns);

/** The lines of records without the one that names the columns, for a file that is written part by part. */
export const csvLines = (records: readonly Nested[], columns: readonly string[]): string =>
	written(
		records.map((record) => {
			const flat = flatten(record);
			return columns.map((column) => neutralise(flat[column]));
		})
	);

const written = (lines: (string | number)[][]): string =>
	stringify(lines, {
		record_delimiter: 'windows',
		// A line end of either half would otherwise stand bare in the file.
		quoted_match: /[\r\n]/
	});
