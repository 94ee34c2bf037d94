import { CsvError, parse } from 'csv-parse/sync';
import { MOST_COLUMNS, MOST_ROWS } from '../import/vocabulary.ts';
import { restore } from '../csv.ts';
import { cellName, FileRefusal, type Grid } from './grid.ts';

/** A CSV file in UTF-8, or in the UTF-16 of a spreadsheet program's “Unicode text”; separated as its header is. */
export function readCsv(file: Buffer): Grid {
	const text = decode(file);
	const header = text.slice(0, text.search(/\r|\n|$/));
	const delimiter = [',', ';', '\t']
		.map((mark) => ({ mark, count: header.split(mark).length }))
		.reduce((best, next) => (next.count > best.count ? next : best)).mark;
	try {
		const rows = parse(text, {
			delimiter,
			relax_column_count: true,
			to: MOST_ROWS + 2,
			max_record_size: 500_000
		}) as string[][];
		const width = Math.max(0, ...rows.map((row) => row.length));
		if (width > MOST_COLUMNS) throw new FileRefusal('too_many_columns', cellName(width - 1, 1));
		return {
			lines: rows.map((row, index) => ({
				line: index + 1,
				cells: row.map((value) => ({ text: restore(value), is: 'text' }))
			}))
		};
	} catch (thrown) {
		if (thrown instanceof CsvError)
			throw new FileRefusal('quotes', String((thrown as { lines?: number }).lines ?? ''));
		throw thrown;
	}
}

/** The text of a file; refuses one whose bytes are in another encoding, and names the line. */
function decode(file: Buffer): string {
	if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file);
	if (file[0] === 0xfe && file[1] === 0xff) return new TextDecoder('utf-16be').decode(file);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(file);
	} catch {
		throw new FileRefusal('encoding', String(firstBadLine(file)));
	}
}

function firstBadLine(file: Buffer): number {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let line = 1;
	for (let at = 0; at < file.length; line += 1) {
		const end = file.indexOf(0x0a, at);
		const next = end < 0 ? file.length : end + 1;
		try {
			decoder.decode(file.subarray(at, next));
		} catch {
			return line;
		}
		at = next;
	}
	return line;
}
