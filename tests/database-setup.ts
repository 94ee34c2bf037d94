import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import pg from 'pg';
import { openEmbedded, openPostgres } from '#lib/server/db/connection.ts';

export const TEMPLATE_DATABASE = 'concord_template';
/** Owns nothing, is no superuser, and may only take the application's two roles. */
export const TEST_LOGIN = 'concord_tester';
export const EMBEDDED_TEMPLATE = '.test/embedded-template.tar';

/** Migrates one database before the tests; each test file then starts from a copy of it. */
export default async function setup(): Promise<void> {
	const server = process.env.TEST_DATABASE_URL;
	await (server ? prepareServer(server) : prepareEmbedded());
}

async function prepareEmbedded(): Promise<void> {
	const database = await openEmbedded();
	await database.migrate();
	const dump = await database.dump?.();
	if (!dump) throw new Error('the embedded database gave no copy of itself');
	await mkdir(dirname(EMBEDDED_TEMPLATE), { recursive: true });
	await writeFile(EMBEDDED_TEMPLATE, Buffer.from(await dump.arrayBuffer()));
	await database.close();
}

async function prepareServer(server: string): Promise<void> {
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	await client.query(`drop database if exists ${TEMPLATE_DATABASE} with (force)`);
	await client.query(`create database ${TEMPLATE_DATABASE}`);
	const url = new URL(server);
	url.pathname = `/${TEMPLATE_DATABASE}`;
	const database = openPostgres(url.href, { pool: 1 });
	await database.migrate();
	await database.close();
	await client.query(`do $$ begin
		create role ${TEST_LOGIN} login password '${TEST_LOGIN}' nosuperuser nobypassrls noinherit;
	exception when duplicate_object then null; end $$`);
	await client.query(`grant concord_app, concord_system to ${TEST_LOGIN}`);
	await client.end();
}
