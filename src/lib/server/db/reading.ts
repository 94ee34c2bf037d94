import { sql } from 'drizzle-orm';
import { carrying } from '#lib/server/carried.ts';
import type { Db } from './types.ts';

/** What an answer was made of, as far as the database is concerned. */
export interface Reading {
	/** The tables that were read, also those that rules of row-level security looked into. */
	tables: Set<string>;
	/** Whether nobody would be told when what was read changes: a table that tells nothing, or a person's or the system's view. */
	unheard: boolean;
}

const reading = carrying<Reading>('reading');

/** Does something, and tells what was read in the transactions that it opened. */
export async function whatIsRead<T>(work: () => Promise<T>): Promise<Reading & { result: T }> {
	const read: Reading = { tables: new Set(), unheard: false };
	const result = await reading.run(read, work);
	return { result, ...read };
}

/** Does something that has no part in what is answered, as counting who asked. */
export const besideReading = <T>(work: () => T): T => reading.run(undefined, work);

/**
 * Where somebody wants to know what is read: notes the tables of this transaction of the public's. PostgreSQL knows
 * best, since a statement locks each table that it reads until the transaction ends.
 */
export async function noteReading(db: Db): Promise<void> {
	const read = reading.getStore();
	if (!read) return;
	const { rows } = (await db.execute(sql`
		select c.relname as name, exists (
			select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'concord_tell_update'
		) as heard
		from pg_locks l join pg_class c on c.oid = l.relation
		where l.pid = pg_backend_pid() and l.locktype = 'relation' and c.relkind = 'r'
			and c.relnamespace = current_schema()::regnamespace`)) as unknown as {
		rows: { name: string; heard: boolean }[];
	};
	for (const { name, heard } of rows) {
		read.tables.add(name);
		read.unheard ||= !heard;
	}
}

/** Notes that something was read as somebody in particular. */
export function noteView(): void {
	const read = reading.getStore();
	if (read) read.unheard = true;
}
