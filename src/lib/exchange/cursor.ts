/** Where a list goes on: the key of the last record given, so that nothing is skipped or repeated when records are added. */
export const encodeCursor = (key: string): string => Buffer.from(key).toString('base64url');

/** The key in a cursor; null where it is none of ours. */
export function decodeCursor(cursor: string): string | null {
	if (!/^[\w-]{1,400}$/.test(cursor)) return null;
	const key = Buffer.from(cursor, 'base64url').toString();
	// PostgreSQL holds no text with a NUL in it, so no key of ours has one.
	return encodeCursor(key) === cursor && !key.includes('\0') ? key : null;
}

export interface Slice<T> {
	records: T[];
	/** Cursor of what follows; null at the end. */
	next: string | null;
}

/** One page out of `limit + 1` rows asked for: the one too many says that more follows. */
export function sliceOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => string): Slice<T> {
	const records = rows.slice(0, limit);
	const last = records.at(-1);
	return { records, next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}
