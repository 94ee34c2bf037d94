/** The single row of a statement that yields exactly one; throws otherwise. */
export function only<T>(rows: readonly T[]): T {
	const [row] = rows;
	if (row === undefined || rows.length !== 1)
		throw new Error(`expected one row, got ${rows.length}`);
	return row;
}
