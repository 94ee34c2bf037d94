import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPostgres } from '../programs.mjs';
import { atExit } from './at-exit.ts';
import { freePort } from './port.ts';

export const SETTINGS = ['max_connections=200', 'unix_socket_directories='];
/** Durability is not what most tests test; losing the cluster at a power cut is no loss. */
export const HASTY = ['fsync=off', 'full_page_writes=off'];

export interface Cluster {
	/** The address of a superuser. */
	url: string;
	version: string;
	/** Ends the server at once, as a crash does and `pg_ctl stop -m immediate`: nothing is written out, everyone is cut off. */
	crash(): Promise<void>;
	/** Starts it anew after a crash, and waits until it answers: it has recovered. */
	resume(): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL server of its own in a temporary directory, within the given one if any; it goes with this process
 * at the latest. A durable one writes as an operator's does: what it has acknowledged is on the disk.
 */
export async function startCluster({ durable = false, within = tmpdir() } = {}): Promise<Cluster> {
	const programs = findPostgres();
	if (!programs) throw new Error('PostgreSQL is not installed: `npm test` says how');
	const directory = mkdtempSync(join(within, 'concord-postgres-'));
	const data = join(directory, 'data');
	const password = randomBytes(16).toString('hex');
	const account = accountForServer();
	const passwordFile = join(directory, 'password');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (account)
		for (const path of [directory, passwordFile]) chownSync(path, account.uid, account.gid);

	const options = ['--username=admin', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
	const made = spawnSync(
		join(programs, 'initdb'),
		[...options, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', data],
		{ ...account, cwd: directory, encoding: 'utf8' }
	);
	if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);

	const port = await freePort();
	const settings = durable ? SETTINGS : [...SETTINGS, ...HASTY];
	const start = () =>
		spawn(
			join(programs, 'postgres'),
			['-D', data, '-p', String(port), '-h', '127.0.0.1', ...settings.flatMap((s) => ['-c', s])],
			{ ...account, cwd: directory, stdio: 'ignore' }
		);
	let server = start();
	const end = async (signal: 'SIGINT' | 'SIGQUIT') => {
		if (server.exitCode !== null || server.signalCode !== null) return;
		const ended = new Promise((resolve) => server.once('exit', resolve));
		server.kill(signal);
		await ended;
	};
	const remove = () => {
		server.kill('SIGQUIT');
		rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
	};
	const forget = atExit(remove);
	const url = `postgres://admin:${password}@127.0.0.1:${port}/postgres`;
	return {
		url,
		version: await answering(server, url),
		crash: () => end('SIGQUIT'),
		resume: async () => {
			server = start();
			await answering(server, url);
		},
		stop: async () => {
			await end('SIGINT');
			forget();
			remove();
		}
	};
}

/** PostgreSQL refuses to run as root: then an account without rights runs it. */
export function accountForServer(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = (flag: string, name: string) =>
		Number(
			execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
		);
	const name = spawnSync('id', ['postgres']).status === 0 ? 'postgres' : 'nobody';
	return { uid: idOf('-u', name), gid: idOf('-g', name) };
}

/** Waits until the server answers, and says which version it is. */
export async function answering(server: ChildProcess, url: string): Promise<string> {
	for (;;) {
		if (server.exitCode !== null)
			throw new Error('the PostgreSQL server of the tests did not start');
		const client = new pg.Client({ connectionString: url });
		try {
			await client.connect();
			const { rows } = await client.query<{ server_version: string }>('show server_version');
			return rows[0]?.server_version.split(' ')[0] ?? '';
		} catch {
			await new Promise((resolve) => setTimeout(resolve, 100));
		} finally {
			await client.end().catch(() => {});
		}
	}
}
