import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { openPostgres } from '#lib/server/db/connection.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { absenceIn } from '#lib/server/db/unavailable.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import { onPostgres, type Base } from './stage.ts';

const LENT = 1_000;

let cluster: Cluster;
let base: Base;
beforeAll(async () => {
	cluster = await startCluster();
	base = await onPostgres(cluster.url);
});
afterAll(async () => {
	await closeDatabase();
	await cluster.stop();
});

function open(given: { unhurried?: boolean } = {}): void {
	const { DATABASE_URL = '', DATABASE_OWNER_URL } = base.environment;
	useDatabase(
		openPostgres(DATABASE_URL, { pool: 1, ownerUrl: DATABASE_OWNER_URL, lent: LENT, ...given })
	);
}

const asking = (times: number) =>
	withActor(PUBLIC, async (db) => {
		for (let time = 0; time < times; time++) await db.execute(sql`select pg_sleep(0.2)`);
		return 'done';
	});

it('cuts off who keeps a connection for too long by many short statements, and no one after them', async () => {
	open();
	const started = performance.now();
	const failed = await asking(50).catch((error: unknown) => error);
	expect(absenceIn(failed)).toBe('away');
	const waited = performance.now() - started;
	expect(waited).toBeGreaterThan(LENT);
	expect(waited).toBeLessThan(LENT + 2_000);
	expect(await asking(1)).toBe('done');
	// The time of one who gave it back is not that of the next.
	for (let borrower = 0; borrower < 4; borrower++) expect(await asking(2)).toBe('done');
	await closeDatabase();
});

it('lets a program at a command line keep its connection', async () => {
	open({ unhurried: true });
	expect(await asking(8)).toBe('done');
});
