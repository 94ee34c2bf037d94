import type { CellStyle } from 'hucre/xlsx';
import { flatten, type Nested, type Plain } from '../csv.ts';
import { literal } from './literal.ts';
import { inThread } from './thread.server.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Given {
	records: readonly Nested[];
	columns: readonly string[];
	/** What a second sheet says of where the records come from: names and their words. */
	about: Readonly<Record<string, string>>;
}

const BOLD: CellStyle = { font: { bold: true } };

/** As a cell: numbers stay numbers, and a text stays a text whatever it begins with. */
function cellOf(value: Plain): string | number | null {
	if (value === null || value === undefined) return null;
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	return typeof value === 'string' ? literal(value) || null : value;
}

/** Records as a workbook, with the columns and rows of their CSV. Throws where it cannot be written. */
export async function recordsWorkbook({ records, columns, about }: Given): Promise<Uint8Array> {
	const file = await inThread('writeXlsx', {
		sheets: [
			{
				name: 'data',
				columns: columns.map((column) => ({
					width: Math.max(12, Math.min(40, column.length + 2))
				})),
				rows: [
					[...columns],
					...records.map((record) => {
						const flat = flatten(record);
						return columns.map((column) => cellOf(flat[column]));
					})
				],
				cells: new Map(
					columns.map((value, at) => [`0,${at}`, { value, type: 'string' as const, style: BOLD }])
				),
				freezePane: { rows: 1, columns: 1 }
			},
			{
				name: 'about',
				columns: [{ width: 16 }, { width: 100, style: { alignment: { wrapText: true } } }],
				rows: Object.entries(about).map(([name, words]) => [name, literal(words)])
			}
		]
	});
	if (!file) throw new Error('the workbook could not be written');
	return file;
}
