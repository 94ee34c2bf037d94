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
import { everyRight, everyRow, type Ask } from './catalog.ts';
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
	const found: string[] = [];
	await connected(addressIn(cluster, 'concord'), async (superuser) => {
		const ask: Ask = async <Row extends object>(query: string) =>
			(await superuser.query<Row>(query)).rows;
		found.push(...(await everyRow(ask)), ...(await everyRight(ask)));
	});
	return found;
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
