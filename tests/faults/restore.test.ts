import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres } from '../../scripts/programs.mjs';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import { startServer } from '../../scripts/testing/server.ts';
import { connected } from '../postgres.ts';
import { measured } from './figures.ts';

const run = promisify(execFile);
const password = randomBytes(12).toString('hex');
let directory: string;
beforeAll(() => {
	directory = mkdtempSync(join(tmpdir(), 'concord-restore-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const program = (name: string) => join(findPostgres() ?? '', name);

const addressIn = (cluster: Cluster, database: string, login?: string) => {
	const url = new URL(cluster.url);
	url.pathname = `/${database}`;
	if (login) [url.username, url.password] = [login, password];
	return url.href;
};

/** What an operator sets, for the database in this cluster. */
const settings = (cluster: Cluster) => ({
	DATABASE_URL: addressIn(cluster, 'concord', 'concord'),
	DATABASE_OWNER_URL: addressIn(cluster, 'concord', 'concord_owner'),
	AUTH_SECRET: randomBytes(32).toString('hex'),
	SMTP_URL: 'smtp://127.0.0.1:9',
	LINK_CHECKS: '0'
});

/** As docs/operating.md says. */
const makeRoles = (cluster: Cluster) =>
	run(program('psql'), [
		...['-v', `owner_password=${password}`, '-v', `login_password=${password}`],
		...['-f', 'deploy/roles.sql', cluster.url]
	]);

const verify = (cluster: Cluster) =>
	run('npm', ['run', '--silent', 'audit:verify', '--', '--heads', join(directory, 'heads.txt')], {
		env: { ...process.env, ...settings(cluster), ORIGIN: 'http://localhost:1' }
	});

/** Every row of every table, and all that decides who may see it, as lines. */
async function everything(cluster: Cluster): Promise<string[]> {
	const lines: string[] = [];
	await connected(addressIn(cluster, 'concord'), async (superuser) => {
		const ask = async (query: string) => {
			const { rows } = await superuser.query<{ line: string }>(query);
			lines.push(...rows.map(({ line }) => line));
			return rows;
		};
		const tables = await ask(
			`select format('%I.%I', schemaname, tablename) as line from pg_tables
				where schemaname in ('public', 'drizzle') order by 1`
		);
		for (const { line: table } of tables)
			await ask(`select '${table} ' || t::text as line from ${table} t order by 1`);
		await ask(
			`select concat_ws(' ', 'table', relname, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner), relacl::text) as line
				from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'v') order by relname`
		);
		await ask(
			`select concat_ws(' ', 'column', attrelid::regclass, attname, attacl::text) as line from pg_attribute
				where attacl is not null and attrelid::regclass::text not like 'pg_%' order by 1`
		);
		await ask(`select p::text as line from pg_policies p order by 1`);
		await ask(
			`select concat_ws(' ', pg_get_functiondef(oid), proacl::text, pg_get_userbyid(proowner)) as line
				from pg_proc where pronamespace = 'public'::regnamespace and prolang <> (select oid from pg_language where lanname = 'c') order by 1`
		);
		await ask(
			`select concat_ws(' ', pg_get_triggerdef(oid), tgenabled) as line from pg_trigger where not tgisinternal order by 1`
		);
		await ask(`select pg_get_indexdef(indexrelid) as line from pg_index
			where indrelid::regclass::text not like 'pg_%' order by 1`);
		// Without brackets: what is joined by AND gets fewer of them when it is read again.
		await ask(`select concat_ws(' ', conrelid::regclass, conname, translate(pg_get_constraintdef(oid), '()', '')) as line from pg_constraint
			where connamespace = 'public'::regnamespace order by 1`);
	});
	return lines;
}

describe('a full backup, the end of the cluster, and the restore by the documented commands', () => {
	it('bring every row, every right and the log back', async () => {
		const dump = join(directory, 'concord.dump');
		const lost = await startCluster();
		await makeRoles(lost);
		// The sample data has something in every part of the portal.
		const before = await startServer('faults-backup', { ...settings(lost), CONCORD_DEMO: '1' });
		await before.stop();
		await verify(lost);
		const written = await everything(lost);
		const began = performance.now();
		await run(program('pg_dump'), [
			'--format=custom',
			`--file=${dump}`,
			addressIn(lost, 'concord')
		]);
		const dumped = performance.now();
		await lost.stop();

		const found = await startCluster();
		try {
			await makeRoles(found);
			const restoring = performance.now();
			await run(program('pg_restore'), [
				`--dbname=${addressIn(found, 'concord')}`,
				'--exit-on-error',
				dump
			]);
			const restored = performance.now();
			const read = await everything(found);
			measured('backup, destruction, restore', {
				'rows and rights compared': written.length,
				different: read.filter((line, at) => line !== written[at]).length,
				'dump, kB': Math.round(statSync(dump).size / 1024),
				'backup, ms': Math.round(dumped - began),
				'restore, ms': Math.round(restored - restoring)
			});
			expect(written.length).toBeGreaterThan(4000);
			expect(read).toEqual(written);
			// Ends with 1 unless the log that came back holds the head that was kept.
			await verify(found);
			const after = await startServer('faults-restored', settings(found));
			expect((await fetch(`${after.address}/en/commitments`)).status).toBe(200);
			await after.stop();
		} finally {
			await found.stop();
		}
	});
});
