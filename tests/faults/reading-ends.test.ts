import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { openPostgres } from '#lib/server/db/connection.ts';
import { closeDatabase, useDatabase, withActor, withReader } from '#lib/server/db/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { absenceIn } from '#lib/server/db/unavailable.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import { onPostgres } from './stage.ts';

const MOST = 3_000;
/** One is short; so many of them are not. */
const STEP = 0.2;
const TOO_MANY = 100;

let cluster: Cluster;
beforeAll(async () => {
	cluster = await startCluster();
	const { environment } = await onPostgres(cluster.url);
	const { DATABASE_URL = '', DATABASE_OWNER_URL } = environment;
	useDatabase(openPostgres(DATABASE_URL, { pool: 1, ownerUrl: DATABASE_OWNER_URL }));
});
afterAll(async () => {
	await closeDatabase();
	await cluster.stop();
});

const steps = (times: number) => async (db: Db) => {
	for (let time = 0; time < times; time++) await db.execute(sql`select pg_sleep(${STEP})`);
	return 'done';
};

it('is ended by the database after its time, however short each of its statements is', async () => {
	const started = performance.now();
	const failed = await withReader(PUBLIC, steps(TOO_MANY), { most: MOST }).catch(
		(error: unknown) => error
	);
	expect(absenceIn(failed)).toBe('away');
	const waited = performance.now() - started;
	expect(waited).toBeGreaterThan(MOST);
	expect(waited).toBeLessThan(TOO_MANY * STEP * 1_000);
});

it('ends nothing of who has the connection afterwards', async () => {
	for (let reader = 0; reader < 3; reader++)
		expect(await withReader(PUBLIC, steps(1), { most: MOST })).toBe('done');
	expect(await withActor(PUBLIC, steps((MOST / 1_000 / STEP) * 1.5))).toBe('done');
});
