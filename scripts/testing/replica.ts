import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPostgres } from '../programs.mjs';
import { atExit } from './at-exit.ts';
import { accountForServer, answering, HASTY, SETTINGS, type Cluster } from './cluster.ts';
import { freePort } from './port.ts';

export interface StreamingReplica {
	/** The address of the same superuser. */
	url: string;
	/** The same database at the replica. */
	addressOf(url: string): string;
	/** Waits until it has taken over all that the other has written. */
	caughtUp(): Promise<void>;
	/** From now on it takes over nothing, or goes on. */
	pause(): Promise<void>;
	goOn(): Promise<void>;
	/** Makes it a database of its own. */
	promote(): Promise<void>;
	/** Ends the server and starts it anew. */
	stop(): Promise<void>;
	start(): Promise<void>;
	remove(): Promise<void>;
}

/** Starts a streaming replica of a cluster, as an operator does: a base backup that goes on as a standby. */
export async function startReplica(cluster: Cluster): Promise<StreamingReplica> {
	const programs = findPostgres();
	if (!programs) throw new Error('PostgreSQL is not installed: `npm test` says how');
	const directory = mkdtempSync(join(tmpdir(), 'concord-replica-'));
	const data = join(directory, 'data');
	const account = accountForServer();
	mkdirSync(data, { mode: 0o700 });
	if (account) for (const path of [directory, data]) chownSync(path, account.uid, account.gid);
	const from = new URL(cluster.url);
	const copied = spawnSync(
		join(programs, 'pg_basebackup'),
		[
			...['-D', data, '-R', '--checkpoint=fast', '--no-sync', '--wal-method=stream'],
			...['-h', from.hostname, '-p', from.port, '-U', from.username]
		],
		{
			...account,
			cwd: directory,
			encoding: 'utf8',
			env: { ...process.env, PGPASSWORD: from.password }
		}
	);
	if (copied.status !== 0) throw new Error(`pg_basebackup failed: ${copied.stderr}`);

	const port = await freePort();
	const url = Object.assign(new URL(cluster.url), { port: String(port) }).href;
	const settings = [...SETTINGS, ...HASTY].flatMap((setting) => ['-c', setting]);
	const begin = () =>
		spawn(
			join(programs, 'postgres'),
			['-D', data, '-p', String(port), '-h', '127.0.0.1', ...settings],
			{ ...account, cwd: directory, stdio: 'ignore' }
		);
	let server = begin();
	const start = async () => {
		if (server.exitCode !== null || server.signalCode !== null) server = begin();
		await answering(server, url);
	};
	const stop = async () => {
		if (server.exitCode !== null || server.signalCode !== null) return;
		const ended = new Promise((resolve) => server.once('exit', resolve));
		server.kill('SIGINT');
		await ended;
	};
	const remove = () => {
		server.kill('SIGQUIT');
		rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
	};
	const forget = atExit(remove);
	await start();
	return {
		url,
		addressOf: (other) => Object.assign(new URL(other), { port: String(port) }).href,
		caughtUp: async () => {
			const lsn = await asked(cluster.url, 'select pg_current_wal_lsn()::text as said');
			while ((await asked(url, `select pg_last_wal_replay_lsn() >= '${lsn}' as said`)) !== 'true')
				await new Promise((resolve) => setTimeout(resolve, 20));
		},
		pause: async () => {
			await asked(url, 'select pg_wal_replay_pause()::text as said');
			while ((await asked(url, 'select pg_get_wal_replay_pause_state() as said')) !== 'paused')
				await new Promise((resolve) => setTimeout(resolve, 20));
		},
		goOn: async () => void (await asked(url, 'select pg_wal_replay_resume()::text as said')),
		promote: async () => void (await asked(url, 'select pg_promote() as said')),
		stop,
		start,
		remove: async () => {
			await stop();
			forget();
			remove();
		}
	};
}

async function asked(url: string, statement: string): Promise<string> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const { rows } = await client.query<{ said: unknown }>(statement);
		return String(rows[0]?.said);
	} finally {
		await client.end();
	}
}
