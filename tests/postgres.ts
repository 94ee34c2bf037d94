import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openPostgres } from '#lib/server/db/connection.ts';
import { migrationsVersion } from './migrations.ts';

/** Any number will do, so long as nothing else in the test cluster uses it. */
const PREPARATION_LOCK = 7204003;
const OWNER = 'concord_test_owner';
const LOGIN = 'concord_test_login';

export interface TestDatabase {
	/** For the application: neither owner nor superuser, only a member of the two application roles. */
	url: string;
	/** For migrations: the owner of the tables, not a superuser either. */
	ownerUrl: string;
	drop(): Promise<void>;
}

/**
 * Makes a database of its own in the cluster at `adminUrl` (a superuser's address): empty, or with the
 * migrations in. Several processes may do so at once.
 */
export async function createDatabase(
	adminUrl: string,
	content: 'empty' | 'migrated'
): Promise<TestDatabase> {
	const name = `concord_test_${randomUUID().replaceAll('-', '')}`;
	await connected(adminUrl, async (admin) => {
		await admin.query('select pg_advisory_lock($1)', [PREPARATION_LOCK]);
		await ensureRoles(admin, adminUrl);
		const template = content === 'migrated' ? await ensureTemplate(admin, adminUrl) : 'template0';
		await admin.query(`create database ${name} template ${template} owner ${OWNER}`);
	});
	return {
		url: addressOf(adminUrl, name, LOGIN),
		ownerUrl: addressOf(adminUrl, name, OWNER),
		drop: () =>
			connected(
				adminUrl,
				async (admin) => void (await admin.query(`drop database ${name} with (force)`))
			)
	};
}

/** The address of a superuser in a database that was made so. */
export const adminOf = ({ url }: TestDatabase): string =>
	Object.assign(new URL(process.env.TEST_DATABASE_URL ?? ''), { pathname: new URL(url).pathname })
		.href;

/** Works with a connection of its own. */
export async function connected(
	url: string,
	work: (client: pg.Client) => Promise<void>
): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await work(client);
	} finally {
		await client.end();
	}
}

function addressOf(adminUrl: string, database: string, role?: string): string {
	const url = new URL(adminUrl);
	url.pathname = `/${database}`;
	if (role) url.username = role;
	return url.href;
}

/** Makes the roles as the README tells an operator to: the owner may create roles, the login may nothing. */
async function ensureRoles(admin: pg.Client, adminUrl: string): Promise<void> {
	const password = pg.escapeLiteral(decodeURIComponent(new URL(adminUrl).password));
	const { rows } = await admin.query<{ rolname: string }>(
		'select rolname from pg_roles where rolname = any ($1)',
		[[OWNER, LOGIN, 'concord_app', 'concord_system']]
	);
	const missing = (role: string) => !rows.some(({ rolname }) => rolname === role);
	for (const role of ['concord_app', 'concord_system'])
		if (missing(role)) await admin.query(`create role ${role} nologin`);
	for (const role of [OWNER, LOGIN]) {
		if (missing(role)) await admin.query(`create role ${role}`);
		const may = role === OWNER ? 'createrole' : 'nocreaterole noinherit';
		await admin.query(
			`alter role ${role} with login nosuperuser nobypassrls ${may} password ${password}`
		);
		await admin.query(`grant concord_app, concord_system to ${role}`);
	}
}

/** The migrated database that the others are copied from; made under another name, so never half-made. */
async function ensureTemplate(admin: pg.Client, adminUrl: string): Promise<string> {
	const name = `concord_template_${migrationsVersion()}`;
	const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
	if (rowCount) return name;
	const unfinished = `${name}_unfinished`;
	await admin.query(`drop database if exists ${unfinished} with (force)`);
	await admin.query(`create database ${unfinished} template template0 owner ${OWNER}`);
	const database = openPostgres(addressOf(adminUrl, unfinished, OWNER), { pool: 1 });
	await database.migrate();
	await database.close();
	await admin.query(`alter database ${unfinished} rename to ${name}`);
	return name;
}
