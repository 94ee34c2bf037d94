import type { Logger } from 'drizzle-orm/logger';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { Semaphore, withTimeout } from 'async-mutex';
import { mkdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { embeddedTidings } from './embedded-tidings.ts';
import { lockDirectory } from './lock.ts';
import { only } from './only.ts';
import { Replica } from './replica.ts';
import { postgresTidings } from './postgres-tidings.ts';
import * as schema from './schema/index.ts';
import type { Tidings } from './tidings.ts';
import type { Connection } from './types.ts';
import { Unavailable } from './unavailable.ts';

const CASING = 'snake_case' as const;
const MIGRATIONS = { migrationsFolder: 'drizzle' };
/** Any number will do, so long as nothing else uses it: two instances migrate one after the other. */
const MIGRATION_LOCK = 7204002;
const SEAL_KEY = 'select key from actor_seal';
interface SealRow {
	key: Uint8Array;
}

export interface Database {
	engine: 'pglite' | 'postgres';
	connection: Connection;
	tidings: Tidings;
	migrate(): Promise<void>;
	/** The key by which the application seals who it acts as, read as the owner of the tables: once. */
	sealKey(): Promise<Uint8Array>;
	/** A streaming replica of it, where one is named: for what the public reads. */
	replica?: Replica;
	/** Ends the transaction of this process of the database, and its connection, if it began so many milliseconds ago. */
	cut?(pid: number, ago: number): Promise<void>;
	/** Does something that writes once it is its turn: so many at once, others in the order in which they came. */
	inTurn<T>(write: () => Promise<T>): Promise<T>;
	/** Whether the database answers. */
	ping(): Promise<void>;
	/** A copy of the whole embedded database, as a tar archive. */
	dump?(): Promise<Blob>;
	close(): Promise<void>;
}

/** An embedded database with the extensions that searching needs. */
export const startEmbedded = (options: PGliteOptions = {}): Promise<PGlite> =>
	PGlite.create({ ...options, extensions: { pg_trgm, unaccent } });

/** The embedded database in a directory of its own, or in memory when none is named. */
export async function openEmbedded(directory?: string): Promise<Database> {
	if (!directory) return wrapEmbedded(await startEmbedded());
	mkdirSync(directory, { recursive: true });
	const unlock = lockDirectory(directory);
	const opened = wrapEmbedded(await startEmbedded({ dataDir: join(directory, 'pgdata') }));
	return { ...opened, close: () => opened.close().finally(unlock) };
}

/** An embedded database that is running already. */
export function wrapEmbedded(client: PGlite): Database {
	const connection = drizzlePglite(client, { schema, casing: CASING });
	return {
		engine: 'pglite',
		connection,
		tidings: embeddedTidings(client),
		migrate: () => migratePglite(connection, MIGRATIONS),
		sealKey: once(async () => {
			const { rows } = await client.query<SealRow>(SEAL_KEY);
			return only(rows).key;
		}),
		// There is one connection, for which everyone waits.
		inTurn: (write) => write(),
		ping: async () => void (await client.query('select 1')),
		dump: () => client.dumpDataDir('none'),
		close: () => client.close()
	};
}

/** How much of the connections those who write may have: however many they are, who reads finds one. */
const WRITING = 0.6;
/**
 * How long they wait for their turn, in milliseconds. On the last evening before a window closes everybody saves at
 * once, and would rather wait than be told to come again.
 */
const PATIENCE = 10_000;

interface PostgresOptions {
	/** Connections, and as many to the replica. */
	pool: number;
	ownerUrl?: string;
	replicaUrl?: string;
	logger?: Logger;
	/** How long what is written waits for its turn, in milliseconds. */
	patience?: number;
	/** Nobody waits before a screen: a statement may take as long as it takes. */
	unhurried?: boolean;
}

/**
 * PostgreSQL through one bounded pool, and its replica, where one is named, through another. Migrations run as the owner,
 * where one is named; a logger is told every statement to the database itself.
 */
export function openPostgres(url: string, options: PostgresOptions): Database {
	const pool = boundedPool(url, options);
	const replicaPool = options.replicaUrl && boundedPool(options.replicaUrl, options);
	const asOwner = <T>(work: (owner: pg.Client) => Promise<T>) =>
		connected(options.ownerUrl ?? url, work);
	const tidings = postgresTidings(url);
	const turns = withTimeout(
		new Semaphore(Math.ceil(options.pool * WRITING)),
		options.patience ?? PATIENCE,
		new Unavailable('away', new Error('Too many write at once.'))
	);
	return {
		engine: 'postgres',
		connection: drizzlePg(pool, { schema, casing: CASING, logger: options.logger }),
		tidings,
		migrate: () => asOwner(migratePostgres),
		sealKey: once(() =>
			asOwner(async (owner) => only((await owner.query<SealRow>(SEAL_KEY)).rows).key)
		),
		...(replicaPool && {
			replica: new Replica(drizzlePg(replicaPool, { schema, casing: CASING }), async () => {
				const { rows } = await pool.query<{ lsn: string }>('select pg_current_wal_lsn() as lsn');
				return only(rows).lsn;
			})
		}),
		// Not over the pool, all of which may be waiting for just that.
		cut: (pid, ago) =>
			connected(url, async (client) => {
				await client.query(
					`select pg_terminate_backend(pid) from pg_stat_activity
						where pid = $1 and xact_start <= clock_timestamp() - make_interval(secs => $2)`,
					[pid, ago / 1000]
				);
			}),
		inTurn: (write) => turns.runExclusive(write),
		ping: async () => void (await pool.query('select 1')),
		close: async () => {
			await tidings.close();
			if (replicaPool) await replicaPool.end();
			await pool.end();
		}
	};
}

function boundedPool(url: string, { pool: size, unhurried = false }: PostgresOptions): Pool {
	const pool = new Pool({
		connectionString: url,
		max: size,
		// Whoever finds no connection free, or none to be had, is told so while they still look at the screen.
		connectionTimeoutMillis: 2_000,
		// Given up before it has been silent for too long: by the pool, which does not lend it any more.
		idleTimeoutMillis: 15_000,
		statement_timeout: unhurried ? 0 : 15_000,
		idle_in_transaction_session_timeout: 20_000,
		application_name: 'concord',
		// The default is that of a disk that has to move its head, and plans to read tables from end to end. And
		// compiling a long statement takes many times what it saves: seconds for one that answers in less.
		options: '-c random_page_cost=1.1 -c jit=off'
	});
	// Without a listener, a connection lost while idle ends the process.
	pool.on('error', () => {});
	pool.on('connect', (client) => outlive(client, unhurried ? 0 : SILENT));
	return pool;
}

/** Longer than any statement may take: then nobody is there any more who could end it. */
const SILENT = 18_000;

/**
 * Whoever waits on a connection is told when it is lost, which it is after so many milliseconds of silence (0: never);
 * nobody else has to be, and the process goes on.
 */
function outlive(client: pg.PoolClient, silent: number): void {
	client.on('error', () => {});
	// A line that was cut without a word says nothing, ever: without this, who waits on it waits for minutes.
	const stream = streamOf(client);
	stream.setTimeout(silent, () => stream.destroy());
}

const streamOf = (client: pg.PoolClient): Socket =>
	(client as unknown as { connection: { stream: Socket } }).connection.stream;

/**
 * A connection lost before a transaction has begun on it is not given back by Drizzle, and would fill the pool for
 * good: here, it is given back when it is lost. One that was lost at rest a moment ago, of which the pool has not heard
 * yet, is not lent: whoever asks has another.
 */
class Pool extends pg.Pool {
	override connect(): Promise<pg.PoolClient>;
	override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
	override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
		if (callback) return super.connect(callback);
		return super.connect().then((client) => {
			if (!streamOf(client).destroyed) return releasedWhenGone(client);
			client.release(true);
			return this.connect();
		});
	}
}

function releasedWhenGone(client: pg.PoolClient): pg.PoolClient {
	const giveBack = client.release.bind(client);
	let given = false;
	const release = (destroy?: Error | boolean) => {
		if (given) return;
		given = true;
		client.off('end', gone);
		giveBack(destroy);
	};
	const gone = () => release(true);
	client.release = release;
	client.once('end', gone);
	return client;
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({
		connectionString: url,
		connectionTimeoutMillis: 10_000,
		application_name: 'concord-owner'
	});
	// Whoever waits for it is told; without a listener it would end the process.
	client.on('error', () => {});
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

async function migratePostgres(owner: pg.Client): Promise<void> {
	await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
	await migratePg(drizzlePg(owner, { casing: CASING }), MIGRATIONS);
}

/** Asked for at first use, and again if that failed. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
	let asked: Promise<T> | undefined;
	return () =>
		(asked ??= ask().catch((error: unknown) => {
			asked = undefined;
			throw error;
		}));
}
