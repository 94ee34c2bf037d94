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
import { LONG, measured } from './figures.ts';

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

const command = (cluster: Cluster, name: string, ...given: string[]) =>
	run('npm', ['run', '--silent', name, '--', ...given], {
		env: { ...process.env, ...settings(cluster), ORIGIN: 'http://localhost:1' }
	});

/** What is backed up. */
interface Content {
	name: string;
	/** How many rows and rights there are at least. */
	lines: number;
	/** So many that only their hashes are compared, and what is written has to be on the disk. */
	many: boolean;
	fill(cluster: Cluster): Promise<unknown>;
}

/** The sample data has something in every part of the portal. */
const SAMPLE: Content = {
	name: 'the sample data',
	lines: 4000,
	many: false,
	fill: async (cluster) => {
		const server = await startServer('faults-backup', { ...settings(cluster), CONCORD_DEMO: '1' });
		await server.stop();
	}
};
/** What Concord is built to compare: docs/performance.md. */
const LARGE: Content = {
	name: 'data of the large size',
	lines: 1_000_000,
	many: true,
	fill: async (cluster) => {
		await command(cluster, 'db:migrate');
		await command(cluster, 'generate', '--size', 'large', '--seed', '7');
	}
};

/** Every row of every table, and all that decides who may see it, as lines. */
async function everything(cluster: Cluster, hashed: boolean): Promise<string[]> {
	const found: string[] = [];
	await connected(addressIn(cluster, 'concord'), async (superuser) => {
		const ask: Ask = async <Row extends object>(query: string) =>
			(await superuser.query<Row>(query)).rows;
		for (const line of await everyRow(ask, { hashed })) found.push(line);
		found.push(...(await everyRight(ask)));
	});
	return found;
}

/** How large the database is, in megabytes. */
async function sizeOf(cluster: Cluster): Promise<number> {
	let bytes = 0;
	await connected(addressIn(cluster, 'concord'), async (superuser) => {
		const { rows } = await superuser.query<{ bytes: string }>(
			`select pg_database_size('concord') as bytes`
		);
		bytes = Number(rows[0]?.bytes);
	});
	return Math.round(bytes / 1024 ** 2);
}

/** How long something takes, in seconds. */
async function seconds(work: Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work;
	return Math.round((performance.now() - began) / 100) / 10;
}

describe.each(LONG ? [SAMPLE, LARGE] : [SAMPLE])(
	'a full backup of $name, the end of the cluster, and the restore by the documented commands',
	({ name, lines, many, fill }) => {
		it('bring every row, every right and the log back', async () => {
			const dump = join(directory, 'concord.dump');
			const heads = join(directory, `${randomBytes(4).toString('hex')}.txt`);
			const lost = await startCluster({ durable: many });
			await makeRoles(lost);
			await fill(lost);
			await command(lost, 'audit:verify', '--heads', heads);
			const written = await everything(lost, many);
			const megabytes = await sizeOf(lost);
			const dumping = await seconds(
				run(program('pg_dump'), ['--format=custom', `--file=${dump}`, addressIn(lost, 'concord')])
			);
			await lost.stop();

			const found = await startCluster({ durable: many });
			try {
				await makeRoles(found);
				const into = `--dbname=${addressIn(found, 'concord')}`;
				const restoring = await seconds(
					run(program('pg_restore'), [into, '--exit-on-error', dump])
				);
				const counting = await seconds(run(program('vacuumdb'), [into, '--analyze-only']));
				const read = await everything(found, many);
				const different = read.filter((line, at) => line !== written[at]);
				// Ends with 1 unless the log that came back holds the head that was kept.
				const verifying = await seconds(command(found, 'audit:verify', '--heads', heads));
				measured(`backup, destruction, restore of ${name}`, {
					'rows and rights compared': written.length,
					different: different.length,
					'database, MB': megabytes,
					'dump, kB': Math.round(statSync(dump).size / 1024),
					'backup, s': dumping,
					'restore, s': restoring,
					'statistics, s': counting,
					'log verified, s': verifying
				});
				expect(written.length).toBeGreaterThan(lines);
				expect(read.length).toBe(written.length);
				expect(different).toEqual([]);
				const after = await startServer('faults-restored', settings(found));
				expect((await fetch(`${after.address}/en/commitments`)).status).toBe(200);
				await after.stop();
			} finally {
				await found.stop();
			}
		});
	}
);
