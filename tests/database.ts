import { PGlite } from '@electric-sql/pglite';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { openPostgres, wrapEmbedded, type Database } from '#lib/server/db/connection.ts';
import { EMBEDDED_TEMPLATE, TEMPLATE_DATABASE, TEST_LOGIN } from './database-setup.ts';

/**
 * A migrated database of its own, empty but for the schema: on PostgreSQL when TEST_DATABASE_URL
 * names a server (reached as a login that owns nothing, so that row-level security is real), else
 * embedded and in memory. Closing it takes it away.
 */
export async function freshDatabase(): Promise<Database> {
	const server = process.env.TEST_DATABASE_URL;
	return server ? onServer(server) : inMemory();
}

async function inMemory(): Promise<Database> {
	const template = new Blob([new Uint8Array(await readFile(EMBEDDED_TEMPLATE))]);
	return wrapEmbedded(await PGlite.create({ loadDataDir: template }));
}

async function onServer(server: string): Promise<Database> {
	const name = `concord_test_${randomUUID().replaceAll('-', '')}`;
	await asAdministrator(server, `create database ${name} template ${TEMPLATE_DATABASE}`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	url.username = TEST_LOGIN;
	url.password = TEST_LOGIN;
	const opened = openPostgres(url.href, { pool: 5 });
	return {
		...opened,
		close: async () => {
			await opened.close();
			await asAdministrator(server, `drop database ${name} with (force)`);
		}
	};
}

async function asAdministrator(server: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}
