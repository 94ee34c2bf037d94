/** Asks a database for rows. */
export type Ask = <Row extends object>(query: string) => Promise<Row[]>;

interface Line {
	line: string;
}

const lines = async (ask: Ask, query: string) => (await ask<Line>(query)).map(({ line }) => line);

/** Every row of every table of ours, as lines; where there are very many, the hash of each. */
export async function everyRow(ask: Ask, { hashed = false } = {}): Promise<string[]> {
	const row = hashed ? `encode(sha256(convert_to(t::text, 'UTF8')), 'hex')` : 't::text';
	const tables = await lines(
		ask,
		`select format('%I.%I', schemaname, tablename) as line from pg_tables
			where schemaname in ('public', 'drizzle') order by 1`
	);
	const rows: string[] = [...tables];
	for (const table of tables)
		for (const line of await lines(ask, `select ${row} as line from ${table} t order by 1`))
			rows.push(`${table} ${line}`);
	return rows;
}

const RIGHTS = [
	`select concat_ws(' ', 'table', relname, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner), relacl::text) as line
		from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'v') order by relname`,
	`select concat_ws(' ', 'column', attrelid::regclass, attname, attacl::text) as line from pg_attribute
		where attacl is not null and attrelid::regclass::text not like 'pg_%' order by 1`,
	`select p::text as line from pg_policies p order by 1`,
	`select concat_ws(' ', pg_get_functiondef(oid), proacl::text, pg_get_userbyid(proowner)) as line
		from pg_proc where pronamespace = 'public'::regnamespace and prolang <> (select oid from pg_language where lanname = 'c') order by 1`,
	`select concat_ws(' ', pg_get_triggerdef(oid), tgenabled) as line from pg_trigger where not tgisinternal order by 1`,
	`select pg_get_indexdef(indexrelid) as line from pg_index
		where indrelid::regclass::text not like 'pg_%' order by 1`,
	// Without brackets: what is joined by AND gets fewer of them when it is read again.
	`select concat_ws(' ', conrelid::regclass, conname, translate(pg_get_constraintdef(oid), '()', '')) as line from pg_constraint
		where connamespace = 'public'::regnamespace order by 1`
];

/** All that decides who may see and do what, and what may be stored, as lines. */
export async function everyRight(ask: Ask): Promise<string[]> {
	const found: string[] = [];
	for (const query of RIGHTS) found.push(...(await lines(ask, query)));
	return found;
}
