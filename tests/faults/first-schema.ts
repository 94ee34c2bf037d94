import { cpSync, mkdtempSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ask } from './catalog.ts';

/** The migrations that the first version came with: the tables, and their row-level security. */
const FIRST = 2;

/** A folder with these migrations alone, as the first version had it. */
export function firstMigrations(): string {
	const folder = mkdtempSync(join(tmpdir(), 'concord-first-schema-'));
	const journal = JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8')) as {
		entries: { tag: string }[];
	};
	const entries = journal.entries.slice(0, FIRST);
	mkdirSync(join(folder, 'meta'));
	writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
	for (const { tag } of entries) cpSync(`drizzle/${tag}.sql`, join(folder, `${tag}.sql`));
	return folder;
}

/** Every table with its columns that are not computed. */
export async function columnsOf(ask: Ask): Promise<Map<string, string[]>> {
	const rows = await ask<{ name: string; columns: string[] }>(
		`select table_name::text as name, array_agg(column_name::text order by column_name) as columns
			from information_schema.columns join pg_tables on tablename = table_name and schemaname = table_schema
			where table_schema = 'public' and is_generated = 'NEVER' group by 1 order by 1`
	);
	return new Map(rows.map(({ name, columns }) => [name, columns]));
}

/** Rows of each table as JSON, of these columns, in order. */
export async function rowsOf(
	ask: Ask,
	tables: ReadonlyMap<string, readonly string[]>
): Promise<Map<string, string[]>> {
	const found = new Map<string, string[]>();
	for (const [table, columns] of tables) {
		const list = columns.map((column) => `"${column}"`).join(', ');
		const rows = await ask<{ row: string }>(
			`select to_jsonb(t)::text as row from (select ${list} from "${table}") t order by 1`
		);
		found.set(
			table,
			rows.map(({ row }) => row)
		);
	}
	return found;
}

/** The columns that both know. */
export function shared(
	one: ReadonlyMap<string, readonly string[]>,
	other: ReadonlyMap<string, readonly string[]>
): Map<string, string[]> {
	return new Map(
		[...one].flatMap(([table, columns]) => {
			const both = columns.filter((column) => other.get(table)?.includes(column));
			return both.length ? [[table, both]] : [];
		})
	);
}

/**
 * Puts rows into a database in whatever order its foreign keys allow; leaves out what its rules do not. Returns how many
 * went in.
 */
export async function fill(
	run: (statement: string, values: unknown[]) => Promise<unknown>,
	tables: ReadonlyMap<string, readonly string[]>,
	rows: ReadonlyMap<string, readonly string[]>
): Promise<number> {
	let waiting = [...rows].flatMap(([table, all]) => all.map((row) => ({ table, row })));
	let filled = 0;
	const insert = (table: string, these: string[]) => {
		const list = (tables.get(table) ?? []).map((column) => `"${column}"`).join(', ');
		return run(
			`insert into "${table}" (${list}) select ${list} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
			[`[${these.join(',')}]`]
		).then(
			() => true,
			() => false
		);
	};
	const tableOf = ({ table }: { table: string }) => table;
	const whole = async () => {
		for (const table of new Set(waiting.map(tableOf))) {
			const these = waiting.filter((one) => one.table === table);
			const all = these.map(({ row }) => row);
			if (!(await insert(table, all))) continue;
			filled += these.length;
			waiting = waiting.filter((one) => one.table !== table);
		}
	};
	const oneByOne = async () => {
		const left: typeof waiting = [];
		for (const one of waiting)
			if (await insert(one.table, [one.row])) filled += 1;
			else left.push(one);
		waiting = left;
	};
	// What is referred to must be there first, so each round may let in what the one before did not.
	for (const round of [whole, oneByOne])
		for (let before = -1; before !== filled;) {
			before = filled;
			await round();
		}
	return filled;
}
