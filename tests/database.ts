import { openAsBlob } from 'node:fs';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	openEmbedded,
	openPostgres,
	startEmbedded,
	wrapEmbedded,
	type Database
} from '#lib/server/db/connection.ts';
import { migrationsVersion } from './migrations.ts';
import { connected, createDatabase } from './postgres.ts';

const PREPARED = '.test';

/**
 * A migrated database with nothing in it, for one test file: in memory, or on the PostgreSQL of
 * `TEST_DATABASE_URL`, where the connection is neither owner nor superuser. Closing it removes it.
 */
export async function freshDatabase(): Promise<Database> {
	return (await ownedDatabase()).database;
}

/** The same, with a way to run statements as who owns the tables: for what only an intruder would do. */
export async function ownedDatabase(): Promise<{
	database: Database;
	asOwner: (statements: string) => Promise<void>;
}> {
	const adminUrl = process.env.TEST_DATABASE_URL;
	if (!adminUrl) {
		const client = await startEmbedded({ loadDataDir: await migratedDirectory() });
		return {
			database: wrapEmbedded(client),
			asOwner: async (statements) => void (await client.exec(statements))
		};
	}
	const { url, ownerUrl, drop } = await createDatabase(adminUrl, 'migrated');
	const opened = openPostgres(url, { pool: 5, ownerUrl });
	return {
		database: { ...opened, close: () => opened.close().then(drop) },
		asOwner: (statements) =>
			connected(ownerUrl, async (owner) => void (await owner.query(statements)))
	};
}

/** The data directory of a migrated embedded database, kept from run to run: starting one anew takes seconds. */
export async function migratedDirectory(): Promise<Blob> {
	const path = join(PREPARED, `embedded-${migrationsVersion()}.tar`);
	const made = await access(path).then(
		() => true,
		() => false
	);
	if (!made) await prepare(path);
	return openAsBlob(path);
}

async function prepare(path: string): Promise<void> {
	const database = await openEmbedded();
	await database.migrate();
	// Else every copy begins with replaying the migrations from its log.
	await database.connection.execute('checkpoint');
	const directory = await database.dump?.();
	await database.close();
	if (!directory) throw new Error('the embedded database gave no copy of itself');
	await mkdir(PREPARED, { recursive: true });
	const unfinished = `${path}.${process.pid}`;
	await writeFile(unfinished, directory.stream());
	await rename(unfinished, path);
}
