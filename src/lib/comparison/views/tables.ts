import { isHeading, type GridShape } from '#lib/charts/grid.ts';
import type { Both } from '#lib/charts/shape.ts';
import {
	isGrid,
	type FigureCell,
	type FigureColumn,
	type FigureRows,
	type FigureViews
} from '../figure.ts';
import { DUE_STATES, STATUS_ORDER } from '../vocabulary.ts';
import { isHeadingRow } from './write.ts';

/** A table of a view as data: what it is of, where the view has several, and its rows in both languages. */
export interface ViewTable extends FigureRows {
	title: Both | null;
}

/** Every table of a view, in its order, whether it stands beside a chart or is its own picture. */
export const tablesOf = ({ en, fr }: FigureViews): ViewTable[] =>
	en.parts.flatMap((part, at): ViewTable[] => {
		const other = fr.parts[at];
		if (!isGrid(part)) return [{ title: part.title, ...part.table }];
		return other && isGrid(other)
			? [{ title: part.title, ...gridRows(part.grid, other.grid) }]
			: [];
	});

/** A table that is its own picture as rows of words: those of each language beside each other. */
function gridRows(en: GridShape, fr: GridShape): FigureRows {
	const columns: FigureColumn[] = [
		{ key: 'name', label: { en: en.corner, fr: fr.corner } },
		...en.columns.map(({ key, label, said }, at) => {
			const other = fr.columns[at];
			return {
				key: `of_${key}`,
				label: { en: said ?? label, fr: other?.said ?? other?.label ?? label }
			};
		})
	];
	// The order of the rows may be that of the names in each language.
	const theirs = new Map(fr.rows.flatMap((row) => (isHeading(row) ? [] : [[row.key, row]])));
	const headings = fr.rows.flatMap((row) => (isHeading(row) ? [row.heading] : []));
	let under = 0;
	const rows = en.rows.map((row): Record<string, FigureCell> => {
		if (isHeading(row)) {
			const heading = headings[under] ?? row.heading;
			under += 1;
			return { name: { en: row.heading, fr: heading } };
		}
		const other = theirs.get(row.key);
		const cells = en.columns.map(({ key }, at): [string, Both] => [
			`of_${key}`,
			{ en: wordsAt(row.cells, at), fr: wordsAt(other?.cells ?? row.cells, at) }
		]);
		return {
			key: row.key,
			name: { en: row.label, fr: other?.label ?? row.label },
			...Object.fromEntries(cells)
		};
	});
	return { columns, rows };
}

/** What a cell says; where the row says one thing across all columns, that. */
function wordsAt(
	cells: Exclude<GridShape['rows'][number], { heading: string }>['cells'],
	at: number
): string {
	if (typeof cells === 'string') return cells;
	const cell = cells[at];
	return cell?.said ?? cell?.lines.join(' · ') ?? '';
}

/** A number of a table, and the whole of which it is a part, where its column has one. */
export interface TableNumber {
	value: number;
	whole: number | null;
}

/** A row by which its numbers can be found again: the name stays the same whatever is counted. */
export interface NamedRow {
	name: string;
	label: Both;
	/** The words of the heading that it stands under. */
	under: Both | null;
	row: FigureRows['rows'][number];
}

/** The rows of a table that can hold numbers, named by their own key or by their words, those under a heading by both. */
export function namedRows({ columns, rows }: FigureRows): NamedRow[] {
	const [first] = columns;
	if (!first) return [];
	let under: Both | null = null;
	return rows.flatMap((row): NamedRow[] => {
		const label = bothOf(row[first.key]);
		if (isHeadingRow(row, columns)) {
			under = label;
			return [];
		}
		const own = typeof row.key === 'string' && row.key ? row.key : label.en;
		return [{ name: under === null ? own : `${under.en} / ${own}`, label, under, row }];
	});
}

/** The columns of a table that hold numbers. */
export const numberColumns = ({ columns }: FigureRows): FigureColumn[] =>
	columns.filter(({ numeric }) => numeric);

const COUNTED: ReadonlySet<string> = new Set([...STATUS_ORDER, ...DUE_STATES]);

/** The column of the whole of which one is a part: the one that it names, or the sum where it counts one state of several. */
export const wholeOf = ({ key, of }: FigureColumn): string | undefined =>
	of ?? (COUNTED.has(key) ? 'total' : undefined);

/** The number in a cell of a view's tables, with the words of its row and column; null where there is none any more. */
export function numberAt(
	views: FigureViews,
	{ part, row, column }: { part: number; row: string; column: string }
): (TableNumber & { rowLabel: Both; columnLabel: Both }) | null {
	const table = tablesOf(views)[part];
	const found = table && namedRows(table).find(({ name }) => name === row);
	const there = table?.columns.find(({ key, numeric }) => numeric && key === column);
	const value = found && there ? found.row[there.key] : null;
	if (!found || !there || typeof value !== 'number') return null;
	const whole = found.row[wholeOf(there) ?? ''];
	return {
		value,
		whole: typeof whole === 'number' ? whole : null,
		rowLabel: found.label,
		columnLabel: there.label
	};
}

const bothOf = (cell: FigureCell | undefined): Both =>
	typeof cell === 'object' && cell !== null
		? { en: cell.en, fr: cell.fr }
		: { en: String(cell ?? ''), fr: String(cell ?? '') };
