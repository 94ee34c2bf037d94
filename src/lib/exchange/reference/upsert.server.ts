import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { IndexColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '#lib/server/db/types.ts';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Writes rows that may be there already, known by `target`: what the file says replaces what was there. */
export async function upsert<Table extends PgTable>(
	db: Db,
	table: Table,
	rows: Table['$inferInsert'][],
	target: IndexColumn[]
): Promise<void> {
	if (!rows.length) return;
	const known = new Set(target.map((column) => column.name));
	const given = new Set(rows.flatMap((row) => Object.keys(row)));
	const set: Record<string, SQL> = {};
	for (const [key, column] of Object.entries(getTableColumns(table)))
		if (given.has(key) && !known.has(column.name))
			set[key] = sql`excluded.${sql.identifier(snake(column.name))}`;
	const insert = db.insert(table).values(rows);
	await (Object.keys(set).length
		? insert.onConflictDoUpdate({ target, set: set as never })
		: insert.onConflictDoNothing({ target }));
}

/** A lookup of the ids that rows got, by a name of theirs; throws on a name that is not there. */
export function idsBy<Row extends { id: string }>(rows: Row[], name: (row: Row) => string) {
	const ids = new Map(rows.map((row) => [name(row), row.id]));
	return (key: string): string => {
		const id = ids.get(key);
		if (!id) throw new Error(`reference data: nothing is called ${key}`);
		return id;
	};
}
