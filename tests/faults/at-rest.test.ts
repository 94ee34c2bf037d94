import { Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { openPostgres, type Database } from '#lib/server/db/connection.ts';
import { useDatabase, withReader } from '#lib/server/db/index.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import { onPostgres } from './stage.ts';

const POOL = 4;

let cluster: Cluster;
let opened: Database;
/** Every connection that was made. */
let made: Set<Socket>;

beforeAll(async () => {
	made = new Set();
	const connect = Socket.prototype.connect;
	vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...given) {
		made.add(this);
		return Reflect.apply(connect, this, given) as Socket;
	});
	cluster = await startCluster();
	const { environment } = await onPostgres(cluster.url);
	const { DATABASE_URL = '', DATABASE_OWNER_URL } = environment;
	opened = openPostgres(DATABASE_URL, { pool: POOL, ownerUrl: DATABASE_OWNER_URL });
	useDatabase(opened);
});
afterAll(async () => {
	await opened.close();
	await cluster.stop();
});

const read = () => withReader(PUBLIC, (db) => db.execute(sql`select 1 as one`));

it('lends no connection that was lost at rest, also before the pool has heard of it', async () => {
	await Promise.all(Array.from({ length: POOL }, read));
	const atRest = [...made].filter(({ destroyed, connecting }) => !destroyed && !connecting);
	expect(atRest.length).toBeGreaterThanOrEqual(POOL);
	for (const socket of atRest) socket.destroy();
	// Asked for in the same moment, before anybody is told that those are gone.
	const answers = await Promise.all(Array.from({ length: POOL * 2 }, read));
	expect(answers).toHaveLength(POOL * 2);
	for (const { rows } of answers as unknown as { rows: unknown[] }[])
		expect(rows).toEqual([{ one: 1 }]);
});
