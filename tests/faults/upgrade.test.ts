import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbedded } from '#lib/server/db/connection.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import { startServer } from '../../scripts/testing/server.ts';
import { createDatabase } from '../postgres.ts';
import { everyRight, type Ask } from './catalog.ts';
import { LONG, measured } from './figures.ts';
import { columnsOf, fill, firstMigrations, rowsOf, shared } from './first-schema.ts';

const run = promisify(execFile);
const command = (name: string, environment: Record<string, string>) =>
	run('npm', ['run', '--silent', name], {
		env: { ...process.env, ORIGIN: 'http://localhost:1', ...environment }
	});

const asking =
	(client: { query(text: string): Promise<{ rows: unknown[] }> }): Ask =>
	async <Row extends object>(query: string) =>
		(await client.query(query)).rows as Row[];

type Columns = Awaited<ReturnType<typeof columnsOf>>;
type Rows = Awaited<ReturnType<typeof rowsOf>>;

let cluster: Cluster;
/** What the present version stores of the sample data, and all rights in a database that it made. */
let sample: { columns: Columns; rows: Rows; rights: string[] };
const folder = firstMigrations();

/** A superuser's view of one of the databases. */
async function within<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const address = new URL(cluster.url);
	address.pathname = new URL(url).pathname;
	const client = new pg.Client({ connectionString: address.href });
	await client.connect();
	return work(client).finally(() => client.end());
}

const settings = ({ url, ownerUrl }: { url: string; ownerUrl: string }) => ({
	DATABASE_URL: url,
	DATABASE_OWNER_URL: ownerUrl,
	AUTH_SECRET: randomBytes(32).toString('hex'),
	SMTP_URL: 'smtp://127.0.0.1:9',
	LINK_CHECKS: '0'
});

beforeAll(async () => {
	cluster = await startCluster();
	const made = await createDatabase(cluster.url, 'empty');
	const server = await startServer('faults-sample', { ...settings(made), CONCORD_DEMO: '1' });
	await server.stop();
	sample = await within(made.url, async (client) => {
		const ask = asking(client);
		const columns = await columnsOf(ask);
		return { columns, rows: await rowsOf(ask, columns), rights: await everyRight(ask) };
	});
});
afterAll(async () => {
	rmSync(folder, { recursive: true });
	await cluster.stop();
});

/** Fills a database of the first schema, and gives what is in it. */
async function fillFirst(
	ask: Ask,
	execute: (statement: string, values: unknown[]) => Promise<unknown>
): Promise<{ columns: Columns; rows: Rows }> {
	const columns = await columnsOf(ask);
	const both = shared(columns, sample.columns);
	const rows = new Map([...both.keys()].map((table) => [table, sample.rows.get(table) ?? []]));
	await fill(execute, both, rows);
	return { columns, rows: await rowsOf(ask, columns) };
}

const count = (rows: Rows) => [...rows.values()].reduce((sum, all) => sum + all.length, 0);

/** What the first schema held and the present one does not, or differently: of the columns that both have. */
async function differences(ask: Ask, first: { columns: Columns; rows: Rows }): Promise<string[]> {
	const both = shared(first.columns, await columnsOf(ask));
	const now = await rowsOf(ask, both);
	const found: string[] = [];
	for (const [table, columns] of both) {
		const after = new Set(now.get(table));
		const cut = (row: string) => {
			const all = JSON.parse(row) as Record<string, unknown>;
			return Object.fromEntries(columns.map((column) => [column, all[column]]));
		};
		const seen = new Set([...after].map((row) => JSON.stringify(cut(row))));
		for (const row of first.rows.get(table) ?? [])
			if (!seen.has(JSON.stringify(cut(row)))) found.push(`${table} ${row}`);
	}
	return found;
}

const PAGES = ['/en', '/fr/commitments', '/en/companies', '/fr/countries', '/en/summaries'];
async function expectRuns(environment: Record<string, string>): Promise<void> {
	const server = await startServer('faults-upgraded', environment);
	for (const path of PAGES) expect((await fetch(server.address + path)).status, path).toBe(200);
	// Of what the first version held, something is public.
	const listed = await (await fetch(`${server.address}/api/v1/commitments`)).text();
	expect(listed).toMatch(/"reference":\s*"/);
	await server.stop();
}

describe('a database of the first version, with data, is brought to the present one', () => {
	it('on PostgreSQL: every row is there, every right as in a new one, the log holds, the portal runs', async () => {
		const made = await createDatabase(cluster.url, 'empty');
		const owner = new pg.Client({ connectionString: made.ownerUrl });
		await owner.connect();
		await migratePg(drizzlePg(owner), { migrationsFolder: folder });
		await owner.end();
		const first = await within(made.url, (client) =>
			fillFirst(asking(client), (statement, values) => client.query(statement, values))
		);
		const began = performance.now();
		await command('db:migrate', settings(made));
		const took = performance.now() - began;
		const { different, rights } = await within(made.url, async (client) => ({
			different: await differences(asking(client), first),
			rights: await everyRight(asking(client))
		}));
		measured('upgrade from the first schema, PostgreSQL', {
			tables: first.columns.size,
			rows: count(first.rows),
			different: different.length,
			'rights compared': rights.length,
			'command, ms': Math.round(took)
		});
		expect(different).toEqual([]);
		expect(rights).toEqual(sample.rights);
		expect((await command('audit:verify', settings(made))).stdout).toContain(
			'as they were recorded'
		);
		await expectRuns(settings(made));
	});

	// Some seconds more: in the long form alone.
	if (LONG)
		it('embedded: the same', async () => {
			const directory = mkdtempSync(join(tmpdir(), 'concord-upgrade-'));
			const dataDir = join(directory, 'database', 'pgdata');
			mkdirSync(join(directory, 'database'));
			const old = await startEmbedded({ dataDir });
			await migratePglite(drizzlePglite(old), { migrationsFolder: folder });
			const first = await fillFirst(asking(old), (statement, values) =>
				old.query(statement, values)
			);
			await old.close();
			const environment = {
				DATABASE_URL: '',
				CONCORD_DATA_DIR: directory,
				CONCORD_DEMO: '0',
				SMTP_URL: 'smtp://127.0.0.1:9',
				LINK_CHECKS: '0'
			};
			const began = performance.now();
			await command('db:migrate', environment);
			const took = performance.now() - began;
			const now = await startEmbedded({ dataDir });
			const different = await differences(asking(now), first);
			await now.close();
			measured('upgrade from the first schema, embedded', {
				tables: first.columns.size,
				rows: count(first.rows),
				different: different.length,
				'command, ms': Math.round(took)
			});
			expect(different).toEqual([]);
			expect((await command('audit:verify', environment)).stdout).toContain(
				'as they were recorded'
			);
			await expectRuns(environment);
			rmSync(directory, { recursive: true });
		});
});
