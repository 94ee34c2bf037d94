import type { Cell as WorkbookCell, CellValue, MergeRange, readXlsx, Sheet } from 'hucre/xlsx';
import { MOST_COLUMNS, MOST_ROWS } from '../import/vocabulary.ts';
import { cellName, FileRefusal, type Cell, type Grid } from './grid.ts';
import { inThread } from './thread.server.ts';

/** The first sheet of a workbook whose archive has been found safe. */
export async function readWorkbook(file: Buffer): Promise<Grid> {
	// One line more than are taken, and the header: so that too many can be told.
	const [sheet] = await readSheets(file, { sheets: [0], maxRows: MOST_ROWS + 2 });
	if (!sheet) throw new FileRefusal('no_sheet');
	return sheet;
}

/** The sheets of a workbook whose archive has been found safe, hidden ones left out. */
export async function readVisibleSheets(file: Buffer, maxRows: number): Promise<Grid[]> {
	const visible = await readSheets(file, { maxRows });
	if (!visible.length) throw new FileRefusal('no_sheet');
	return visible;
}

async function readSheets(file: Buffer, options: Parameters<typeof readXlsx>[1]): Promise<Grid[]> {
	const workbook = await inThread('readXlsx', file, options);
	if (!workbook) throw new FileRefusal('unreadable');
	return gridsOf(workbook.sheets);
}

/** Sheets as the library gives them, hidden ones left out. Throws `FileRefusal`. */
export function gridsOf(sheets: readonly Sheet[]): Grid[] {
	return sheets
		.filter(({ hidden, veryHidden }) => !hidden && !veryHidden)
		.map((sheet) => {
			const [merged] = sheet.merges ?? [];
			if (merged) throw new FileRefusal('merged', rangeName(merged));
			return { ...gridOf(sheet), name: sheet.name };
		});
}

const rangeName = ({ startRow, startCol, endRow, endCol }: MergeRange) =>
	`${cellName(startCol, startRow + 1)}:${cellName(endCol, endRow + 1)}`;

function gridOf({ rows, cells }: Sheet): Grid {
	const width = Math.max(0, ...rows.map((row) => lastFilled(row) + 1));
	if (width > MOST_COLUMNS) throw new FileRefusal('too_many_columns', cellName(width - 1, 1));
	return {
		lines: rows.map((row, index) => ({
			line: index + 1,
			cells: row
				.slice(0, width)
				.map((value, column) => readCell(value, cells?.get(`${index},${column}`)))
		}))
	};
}

const lastFilled = (row: readonly CellValue[]) =>
	row.findLastIndex((value) => value !== null && value !== '');

function readCell(value: CellValue, more?: WorkbookCell): Cell {
	if (more?.formula !== undefined) return { text: `=${more.formula}`, is: 'formula' };
	if (more?.type === 'error') return { text: String(value), is: 'fault' };
	if (value instanceof Date) {
		const [day = '', time = ''] = value.toISOString().split('T');
		return time.startsWith('00:00:00')
			? { text: day, is: 'day' }
			: { text: value.toISOString().slice(0, 16), is: 'moment' };
	}
	return { text: value === null ? '' : String(value), is: 'text' };
}
