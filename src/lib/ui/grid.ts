/** A place in a table: its row, and the column where one came from, which a wide cell does not change. */
export interface GridPlace {
	row: number;
	column: number;
}

/** So many rows are passed with one key, as a screen holds them. */
const SCREEN = 10;

/**
 * Where a key of the ARIA grid practices leads in a table whose rows have cells of these widths, in
 * columns; null for a key that means nothing there, so that the browser keeps it. At an edge it stays.
 */
export function moveIn(
	rows: readonly (readonly number[])[],
	{ row, column }: GridPlace,
	key: string,
	control = false
): GridPlace | null {
	const last = rows.length - 1;
	const width = (at: number) => (rows[at] ?? []).reduce((sum, span) => sum + span, 0);
	const inRow = (at: number, to: number) => Math.max(0, Math.min(to, width(at) - 1));
	const rowAt = (to: number) => ({ row: Math.max(0, Math.min(to, last)), column });
	const [start, span] = cellAt(rows[row] ?? [], column);
	switch (key) {
		case 'ArrowRight':
			return { row, column: start + span < width(row) ? start + span : start };
		case 'ArrowLeft':
			return { row, column: inRow(row, start - 1) };
		case 'ArrowDown':
			return rowAt(row + 1);
		case 'ArrowUp':
			return rowAt(row - 1);
		case 'PageDown':
			return rowAt(row + SCREEN);
		case 'PageUp':
			return rowAt(row - SCREEN);
		case 'Home':
			return { row: control ? 0 : row, column: 0 };
		case 'End': {
			const to = control ? last : row;
			return { row: to, column: inRow(to, Infinity) };
		}
		default:
			return null;
	}
}

/** Where the cell that covers a column begins, how wide it is, and which one of its row it is. */
export function cellAt(spans: readonly number[], column: number): [number, number, number] {
	let start = 0;
	for (const [index, span] of spans.entries()) {
		if (column < start + span || index === spans.length - 1) return [start, span, index];
		start += span;
	}
	return [0, 1, 0];
}
