import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import { openPostgres, type Database } from '#lib/server/db/connection.ts';
import { useDatabase, withActor, withReader } from '#lib/server/db/index.ts';
import { absenceIn } from '#lib/server/db/unavailable.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import { asSystem, organisation, person } from '../db/world.ts';
import { onPostgres } from './stage.ts';

const POOL = 5;
/** How many of them may write. */
const TURNS = 3;
const PATIENCE = 1_000;

let cluster: Cluster;
let opened: Database;
let writer: Actor;
/** Lets go of all that holds a connection. */
let letGo: () => void;
let held: Promise<void>;

beforeAll(async () => {
	cluster = await startCluster();
	const { environment } = await onPostgres(cluster.url);
	const { DATABASE_URL = '', DATABASE_OWNER_URL } = environment;
	opened = openPostgres(DATABASE_URL, {
		pool: POOL,
		ownerUrl: DATABASE_OWNER_URL,
		patience: PATIENCE
	});
	useDatabase(opened);
	writer = await person(await organisation('company', 'turns'), 'contributor');
});
afterAll(async () => {
	await opened.close();
	await cluster.stop();
});
beforeEach(() => {
	held = new Promise((resolve) => (letGo = resolve));
});

/** As many who write as there are connections, once those whose turn it is have one; `begun` says who. */
async function crowd() {
	const begun: number[] = [];
	const ended = Array.from({ length: POOL }, (_, place) =>
		withActor(writer, async () => {
			begun.push(place);
			await held;
		})
	);
	await expect.poll(() => begun).toHaveLength(TURNS);
	return { begun, ended: Promise.all(ended) };
}

it('leaves connections to those who read and to what the portal does itself', async () => {
	const { begun, ended } = await crowd();
	expect(await withReader(PUBLIC, (db) => db.execute(sql`select 1`))).toBeDefined();
	expect(await asSystem((db) => db.execute(sql`select 1`))).toBeDefined();
	expect(await withActor(writer, () => Promise.resolve('done'), { atOnce: true })).toBe('done');
	// Turns come in order; which of the first connections is there first is not said.
	expect(begun.toSorted()).toEqual([0, 1, 2]);
	letGo();
	await ended;
	expect(begun.slice(TURNS).toSorted()).toEqual([3, 4]);
});

it('tells who has waited for long to come again, and goes on', async () => {
	const { begun, ended } = await crowd();
	const failed = await ended.catch((error: unknown) => error);
	expect(absenceIn(failed)).toBe('away');
	letGo();
	await withActor(writer, async () => {});
	expect(begun.toSorted()).toEqual([0, 1, 2]);
});

it('gives a turn back when what was written failed', async () => {
	for (let time = 0; time < 2 * POOL; time++)
		await expect(withActor(writer, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
	const { begun, ended } = await crowd();
	letGo();
	await ended;
	expect(begun).toHaveLength(POOL);
});
