import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '#lib/access/sessions.server.ts';
import { openPostgres } from '#lib/server/db/connection.ts';
import {
	closeDatabase,
	database,
	useDatabase,
	withActor,
	withPublic
} from '#lib/server/db/index.ts';
import { MAY_LAG } from '#lib/server/db/replica.ts';
import { organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import { startReplica, type StreamingReplica } from '../../scripts/testing/replica.ts';
import type { RunningServer } from '../../scripts/testing/server.ts';
import { asSystem, organisation, person } from '../db/world.ts';
import { onPostgres, serverOn, type Base } from './stage.ts';

let cluster: Cluster;
let replica: StreamingReplica;
let base: Base;
beforeAll(async () => {
	cluster = await startCluster();
	base = await onPostgres(cluster.url);
	replica = await startReplica(cluster);
});
afterAll(async () => {
	await replica.remove();
	await cluster.stop();
});

/**
 * How often the register of organisations was read at this server, by its statistics. A connection tells what it counted
 * when it ends, else after ten seconds at rest: so the application's are ended first.
 */
async function readsAt(address: string): Promise<number> {
	const { pathname } = new URL(base.environment.DATABASE_URL ?? '');
	const client = new pg.Client({
		connectionString: Object.assign(new URL(address), { pathname }).href
	});
	await client.connect();
	try {
		const theirs = `from pg_stat_activity where application_name = 'concord' and datname = current_database()`;
		await client.query(`select pg_terminate_backend(pid) ${theirs}`);
		await soon(async () => (await client.query(`select ${theirs}`)).rowCount === 0, 2_000);
		const { rows } = await client.query<{ reads: string }>(
			`select seq_scan + idx_scan as reads from pg_stat_user_tables where relname = 'organisations'`
		);
		return Number(rows[0]?.reads);
	} finally {
		await client.end();
	}
}

/** Waits until something is so, for as long as it may take. */
async function soon(so: () => Promise<boolean>, within: number): Promise<void> {
	const until = Date.now() + within;
	while (!(await so())) {
		expect(Date.now()).toBeLessThan(until);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

/** Where a public read is answered, asked of the server that answers it. */
const answeredBy = () =>
	withPublic(async (db) => {
		const { rows } = (await db.execute('select pg_is_in_recovery() as standby')) as unknown as {
			rows: { standby: boolean }[];
		};
		return rows[0]?.standby ? 'replica' : 'database';
	});

const named = (slug: string) => (db: Db) =>
	db.select().from(organisations).where(eq(organisations.slug, slug));

describe('what the public reads', () => {
	beforeAll(() => {
		const { DATABASE_URL = '', DATABASE_OWNER_URL } = base.environment;
		useDatabase(
			openPostgres(DATABASE_URL, {
				pool: 3,
				ownerUrl: DATABASE_OWNER_URL,
				replicaUrl: replica.addressOf(DATABASE_URL)
			})
		);
	});
	afterAll(closeDatabase);

	it('comes from the replica, under row-level security', async () => {
		await organisation('company', 'first');
		await replica.caughtUp();
		expect(await answeredBy()).toBe('replica');
		expect(await withPublic(named('first'))).toHaveLength(1);
		const asked = withPublic((db) => db.execute('select * from mail_outbox'));
		await expect(asked).rejects.toThrow();
	});

	it('comes from the database where the replica has not taken over what was said to have changed', async () => {
		await replica.pause();
		const slug = randomUUID();
		await organisation('company', slug);
		(await database()).replica?.changed();
		expect(await withPublic(named(slug))).toHaveLength(1);
		expect(await answeredBy()).toBe('database');
		await replica.goOn();
		await replica.caughtUp();
		expect(await answeredBy()).toBe('replica');
		expect(await withPublic(named(slug))).toHaveLength(1);
	});

	it('is not older than it may be, though nobody said that something has changed', async () => {
		expect(await answeredBy()).toBe('replica');
		await replica.pause();
		const slug = randomUUID();
		await organisation('company', slug);
		await soon(async () => (await withPublic(named(slug))).length === 1, MAY_LAG + 3_000);
		await replica.goOn();
		await replica.caughtUp();
	});

	it('is written by nobody, and read for writing at the database', async () => {
		expect(await answeredBy()).toBe('replica');
		const locked = await withPublic((db) =>
			db.execute('select pg_is_in_recovery() as standby, txid_current()')
		);
		expect((locked as unknown as { rows: { standby: boolean }[] }).rows[0]?.standby).toBe(false);
		await expect(
			withPublic((db) =>
				db.insert(organisations).values({ slug: 'x', kind: 'company', nameEn: 'X', nameFr: 'X' })
			)
		).rejects.toThrow();
	});

	it('is read by who is signed in as they left it', async () => {
		await replica.pause();
		const ministry = await organisation('government', randomUUID());
		const approver = await person(ministry, 'approver');
		expect(await withActor(approver, named(ministry.slug))).toHaveLength(1);
		await replica.goOn();
	});

	it('goes on where the replica is gone, and again from there once it is back', async () => {
		await replica.stop();
		expect(await answeredBy()).toBe('database');
		const started = performance.now();
		for (let count = 0; count < 20; count += 1) expect(await answeredBy()).toBe('database');
		expect(performance.now() - started).toBeLessThan(5_000);
		await replica.start();
		await soon(async () => (await answeredBy()) === 'replica', 15_000);
	});
});

describe('a server with a replica', () => {
	let server: RunningServer;
	let cookie: string;
	beforeAll(async () => {
		const { DATABASE_URL = '' } = base.environment;
		server = await serverOn(base, 'replica', {
			// Kept pages are read nowhere.
			KEPT_PAGES_MB: '0',
			DATABASE_REPLICA_URL: replica.addressOf(DATABASE_URL)
		});
		cookie = await base.within(async () => {
			const approver = await person(await organisation('government', randomUUID()), 'approver');
			const { token } = await asSystem((db) => startSession(db, approver.userId, new Date()));
			return `concord-session=${token}`;
		});
		await replica.caughtUp();
	});
	afterAll(() => server.stop());

	const both = async () => ({
		database: await readsAt(cluster.url),
		standby: await readsAt(replica.url)
	});

	/** How much more each was read once ten have read this page. */
	async function readBy(headers: Record<string, string>) {
		const before = await both();
		for (let count = 0; count < 10; count += 1) {
			const answer = await fetch(`${server.address}/en/companies?page=${count + 1}`, { headers });
			expect(answer.status).toBe(200);
			await answer.arrayBuffer();
		}
		const after = await both();
		return {
			database: after.database - before.database,
			standby: after.standby - before.standby
		};
	}

	it('reads public pages for nobody there', async () => {
		const { database, standby } = await readBy({});
		expect(standby).toBeGreaterThanOrEqual(10);
		// What runs by itself asks the database now and then.
		expect(database).toBeLessThan(10);
	});

	it('reads the same pages for who is signed in at the database, with what they have just written', async () => {
		await replica.pause();
		const slug = randomUUID();
		await base.within(() => organisation('company', slug));
		const own = await fetch(`${server.address}/en/companies/${slug}`, { headers: { cookie } });
		expect(own.status).toBe(200);
		const { database, standby } = await readBy({ cookie });
		expect(database).toBeGreaterThanOrEqual(10);
		expect(standby).toBe(0);
		await replica.goOn();
	});

	it('answers on while the replica is gone', async () => {
		await replica.stop();
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => fetch(`${server.address}/en/countries`))
		);
		expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
		await replica.start();
	});

	it('does not read there once it is a database of its own', async () => {
		await replica.promote();
		const slug = randomUUID();
		await base.within(() => organisation('company', slug));
		await soon(
			async () => (await fetch(`${server.address}/en/companies/${slug}`)).status === 200,
			MAY_LAG + 1_000
		);
		const { standby } = await readBy({});
		expect(standby).toBe(0);
	});
});
