import type { Cell as WorkbookCell, CellValue, MergeRange, Sheet } from 'hucre/xlsx';
import { MOST_COLUMNS, MOST_ROWS } from '../import/vocabulary.ts';
import { cellName, FileRefusal, type Cell, type Grid } from './grid.ts';
import { inThread } from './thread.server.ts';

/** The first sheet of a workbook whose archive has been found safe. */
export async function readWorkbook(file: Buffer): Promise<Grid> {
	// One line more than are taken, and the header: so that too many can be told.
	const workbook = await inThread('readXlsx', file, { sheets: [0], maxRows: MOST_ROWS + 2 });
	if (!workbook) throw new FileRefusal('unreadable');
	const [sheet] = workbook.sheets;
	if (!sheet) throw new FileRefusal('no_sheet');
	const [merged] = sheet.merges ?? [];
	if (merged) throw new FileRefusal('merged', rangeName(merged));
	return gridOf(sheet);
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
