import pg from 'pg';

interface Column {
	table: string;
	name: string;
	type: string;
	generated: boolean;
	/** Whether an index says that no two rows have it, alone or with others, and it is not one of a closed list. */
	unique: boolean;
}
interface Reference {
	table: string;
	column: string;
	to: string;
}

/** Codes that stand for real places, and what the application keeps of itself: there is one of each. */
const SINGLE = new Set(['countries', 'actor_seal']);

/**
 * Makes the first so many copies, from `from` to `to`, of every row of every table together with all that hangs on it,
 * under what it hangs on itself: so many milestones of the same commitment, commitments of the same owner, people of
 * the same organisation, organisations of the same people. As a superuser, without triggers: for counting and for
 * plans, where only how much there is matters.
 */
export async function crowd(adminUrl: string, from: number, to: number): Promise<void> {
	const client = new pg.Client({ connectionString: adminUrl });
	await client.connect();
	try {
		await client.query('begin');
		await client.query('set local session_replication_role = replica');
		const columns = await columnsOf(client);
		const references = await referencesOf(client);
		const tables = [...new Set(columns.map(({ table }) => table))];
		await keepBase(client, tables);
		await dropChecksOfSeveral(client);
		for (const root of tables.filter((table) => !SINGLE.has(table)))
			await copyWithAllUnder(client, root, { columns, references, from, to });
		await client.query('commit');
		await client.query('vacuum (analyze)');
	} finally {
		await client.end();
	}
}

async function columnsOf(client: pg.Client): Promise<Column[]> {
	const { rows } = await client.query<Column>(
		`select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, a.attgenerated <> '' or a.attidentity = 'a' as generated,
				exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey))
					and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) !~ 'a-z0-9|https') as unique
			from pg_class c join pg_attribute a on a.attrelid = c.oid
			where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
			order by c.relname, a.attnum`
	);
	return rows;
}

async function referencesOf(client: pg.Client): Promise<Reference[]> {
	const { rows } = await client.query<Reference>(
		`select c.conrelid::regclass::text as table, a.attname as column, c.confrelid::regclass::text as to
			from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
			where c.contype = 'f' and c.connamespace = 'public'::regnamespace`
	);
	return rows;
}

/** What must agree with something else in its row may not in a copy: nothing here asks. */
async function dropChecksOfSeveral(client: pg.Client): Promise<void> {
	const { rows } = await client.query<{ table: string; name: string }>(
		`select conrelid::regclass::text as table, conname as name from pg_constraint
			where contype = 'c' and connamespace = 'public'::regnamespace and cardinality(conkey) > 1`
	);
	for (const { table, name } of rows)
		await client.query(`alter table public.${table} drop constraint ${name}`);
}

/** What is copied is what was there before the first copy. */
async function keepBase(client: pg.Client, tables: readonly string[]): Promise<void> {
	const { rows } = await client.query(`select from pg_namespace where nspname = 'base'`);
	if (rows.length) return;
	await client.query('create schema base');
	for (const table of tables)
		await client.query(`create table base.${table} as table public.${table}`);
}

async function copyWithAllUnder(
	client: pg.Client,
	root: string,
	given: { columns: readonly Column[]; references: readonly Reference[]; from: number; to: number }
): Promise<void> {
	const { columns, references, from, to } = given;
	const under = new Set([root]);
	for (let size = 0; size < under.size;) {
		size = under.size;
		for (const { table, to: above } of references) if (under.has(above)) under.add(table);
	}
	const copied = (table: string, column: string) =>
		references.some((one) => one.table === table && one.column === column && under.has(one.to));
	for (const table of under) {
		const own = columns.filter((column) => column.table === table && !column.generated);
		const values = own.map(({ name, type, unique }) => {
			const it = `b."${name}"`;
			// The same id for the same row in every table that names it; and another in the copies made under another root.
			if (type === 'uuid' && (name === 'id' || copied(table, name)))
				return `md5(${it} || ' ${root} ' || k)::uuid`;
			if (!unique || copied(table, name)) return it;
			if (/^(smallint|integer|bigint)$/.test(type)) return `${it} + k * 1000`;
			return type === 'text' ? `${it} || '-${root.replaceAll('_', '-')}-' || k` : it;
		});
		await client.query(
			`insert into public.${table} (${own.map(({ name }) => `"${name}"`).join(', ')})
				select ${values.join(', ')} from base.${table} b cross join generate_series(${from}, ${to}) as k
				on conflict do nothing`
		);
	}
}
