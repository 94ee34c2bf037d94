import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { asSystem } from './world.ts';

interface Table {
	table: string;
	/** Whether its rows have an id. */
	id: boolean;
}

/** The rows that a statement of SQL gives. */
export async function rowsOf<Row>(db: Db, query: ReturnType<typeof sql>): Promise<Row[]> {
	return ((await db.execute(query)) as unknown as { rows: Row[] }).rows;
}

/** Every table whose rows the portal itself may read. */
const tablesOf = (db: Db) =>
	rowsOf<Table>(
		db,
		sql`select relname as table, exists (
				select from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and not a.attisdropped
			) as id
			from pg_class c
			where relkind = 'r' and relnamespace = 'public'::regnamespace
				and has_table_privilege('concord_system', oid, 'select')
			order by relname`
	);

/** One word for all that a table holds, by table. */
export const contents = (): Promise<Map<string, string>> =>
	asSystem(async (db) => {
		const found = new Map<string, string>();
		for (const { table } of await tablesOf(db)) {
			const rows = await rowsOf<{ word: string }>(
				db,
				sql`select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as word
					from ${sql.identifier(table)} t`
			);
			found.set(table, rows[0]?.word ?? '');
		}
		return found;
	});

/** The ids of all rows that row-level security keeps from this actor. */
export async function hiddenFrom(actor: Actor): Promise<Set<string>> {
	const ids = (who: (work: (db: Db) => Promise<void>) => Promise<void>) => {
		const found = new Set<string>();
		return who(async (db) => {
			for (const { table, id } of await tablesOf(db)) {
				if (!id) continue;
				// A table may be closed to the actor altogether; that must not end the transaction.
				const rows = await db
					.transaction((inner) =>
						rowsOf<{ id: string }>(
							inner as unknown as Db,
							sql`select id::text from ${sql.identifier(table)}`
						)
					)
					.catch(() => []);
				for (const row of rows) found.add(row.id);
			}
		}).then(() => found);
	};
	const all = await ids(asSystem);
	const seen = await ids((work) => withActor(actor, work));
	return new Set([...all].filter((id) => !seen.has(id)));
}
