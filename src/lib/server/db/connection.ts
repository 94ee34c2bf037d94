import type { Logger } from 'drizzle-orm/logger';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { lockDirectory } from './lock.ts';
import * as schema from './schema/index.ts';
import type { Connection } from './types.ts';

const CASING = 'snake_case' as const;
const MIGRATIONS = { migrationsFolder: 'drizzle' };
/** Any number will do, so long as nothing else uses it: two instances migrate one after the other. */
const MIGRATION_LOCK = 7204002;

export interface Database {
	engine: 'pglite' | 'postgres';
	connection: Connection;
	migrate(): Promise<void>;
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
		migrate: () => migratePglite(connection, MIGRATIONS),
		ping: async () => void (await client.query('select 1')),
		dump: () => client.dumpDataDir('none'),
		close: () => client.close()
	};
}

/** PostgreSQL through one bounded pool. Migrations run as the owner, where one is named; a logger is told every statement. */
export function openPostgres(
	url: string,
	options: { pool: number; ownerUrl?: string; logger?: Logger }
): Database {
	const pool = new pg.Pool({
		connectionString: url,
		max: options.pool,
		connectionTimeoutMillis: 5_000,
		idleTimeoutMillis: 30_000,
		statement_timeout: 15_000,
		idle_in_transaction_session_timeout: 20_000,
		application_name: 'concord',
		// The default is that of a disk that has to move its head, and plans to read tables from end to end. And
		// compiling a long statement takes many times what it saves: seconds for one that answers in less.
		options: '-c random_page_cost=1.1 -c jit=off'
	});
	// Without a listener, a connection lost while idle ends the process.
	pool.on('error', () => {});
	return {
		engine: 'postgres',
		connection: drizzlePg(pool, { schema, casing: CASING, logger: options.logger }),
		migrate: () => migratePostgres(options.ownerUrl ?? url),
		ping: async () => void (await pool.query('select 1')),
		close: () => pool.end()
	};
}

async function migratePostgres(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url, application_name: 'concord-migrate' });
	await client.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
		await migratePg(drizzlePg(client, { casing: CASING }), MIGRATIONS);
	} finally {
		await client.end();
	}
}
