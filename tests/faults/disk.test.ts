import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as moment } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seeded } from '#lib/exchange/demo/generate.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import type { RunningServer } from '../../scripts/testing/server.ts';
import { connected } from '../postgres.ts';
import { canMount, smallDisk, type Disk } from './disk.ts';
import { LONG, measured, quantile } from './figures.ts';
import {
	inventory,
	invite,
	inviter,
	onEmbedded,
	onPostgres,
	serverOn,
	type Base,
	type Inviter
} from './stage.ts';

/** So often the disk fills up while so many people write at once. */
const ROUNDS = LONG ? 25 : 2;
const WRITERS = 4;
/** What is left of the room at most, in bytes: so the failure meets any moment of a write. */
const LEFT = 60_000;
/** In which writing works again after there is room. */
const RECOVERS_WITHIN = 2_000;

const PAGES = [
	'/en',
	'/fr/commitments',
	'/en/companies',
	'/en/sign-in',
	'/en/workspace',
	'/fr/workspace/members',
	'/api/v1/commitments'
];

/** What is asked, and what became of it. */
class Writes {
	readonly acknowledged: string[] = [];
	readonly refused: string[] = [];
	readonly waits: number[] = [];
	readonly other: string[] = [];

	constructor(
		readonly server: RunningServer,
		readonly by: Inviter
	) {}

	/** One invitation. Whether it was made. */
	async one(): Promise<boolean> {
		const email = `${randomUUID()}@example.org`;
		const began = performance.now();
		const answer = await invite(this.server, this.by, email);
		const told = await answer.text();
		this.waits.push(performance.now() - began);
		if (answer.status === 303) return !!this.acknowledged.push(email);
		this.refused.push(email);
		const retryAfter = answer.headers.get('retry-after');
		if (answer.status !== 503 || !retryAfter) this.other.push(`${answer.status} ${told}`);
		return false;
	}
}

/** What people can read, as they ask for it; all that does not answer with 200. */
const unread = async ({ server: { address }, by }: Writes) => {
	const headers = { accept: 'text/html', cookie: by.cookie };
	const asked = PAGES.map(async (path) => {
		const { status } = await fetch(address + path, { redirect: 'manual', headers });
		return `${path} ${status}`;
	});
	return (await Promise.all(asked)).filter((line) => !line.endsWith(' 200'));
};

/** Writes until it works again, and tells how long that took. */
async function recovered(writes: Writes): Promise<number> {
	const began = performance.now();
	while (!(await writes.one())) await moment(20);
	return performance.now() - began;
}

type Figures = Awaited<ReturnType<typeof expectWhole>>;

/** Everything that was acknowledged is there, everything that is there is whole, and the log holds. */
async function expectWhole(base: Base, { acknowledged, refused, other, by }: Writes) {
	const found = await base.within(() => inventory(by.organisationId));
	const stored = new Set(found.emails);
	const lost = acknowledged.filter((email) => !stored.has(email));
	expect(other).toEqual([]);
	expect(lost).toEqual([]);
	expect(refused.filter((email) => stored.has(email))).toEqual([]);
	expect(found.withoutMail).toEqual([]);
	const { mails, tokens, events } = found;
	const each = stored.size;
	expect({ mails, tokens, events }).toEqual({ mails: each, tokens: each, events: each });
	expect(found.breaks).toEqual([]);
	return { acknowledged: acknowledged.length, refused: refused.length, lost: lost.length };
}

/** Four people write while the disk is filled and emptied, so many times. */
async function fillUnderWrites(disk: Disk, writes: Writes): Promise<number[]> {
	const random = seeded(20_261_127);
	const back: number[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		let going = true;
		const writing = Array.from({ length: WRITERS }, async () => {
			while (going) await writes.one();
		});
		const refused = writes.refused.length;
		disk.fill(Math.floor(random() * LEFT));
		// Until each of them has met it.
		while (writes.refused.length < refused + 2 * WRITERS) await moment(5);
		expect(await unread(writes)).toEqual([]);
		going = false;
		await Promise.all(writing);
		disk.empty();
		back.push(await recovered(writes));
	}
	expect(writes.server.exitCode()).toBeNull();
	return back;
}

const measureFull = (engine: string, figures: Figures, { waits }: Writes, back: number[]) =>
	measured(`disk full, ${engine}`, {
		rounds: ROUNDS,
		...figures,
		'slowest answer, ms': quantile(waits, 1),
		'writes again after, longest ms': quantile(back, 1)
	});

// Filling a disk takes one that nothing else is on.
if (!canMount) process.stdout.write('no disk is filled: mounting one is for root on Linux\n');

describe('PostgreSQL', () => {
	let disk: Disk | undefined;
	let cluster: Cluster;
	let base: Base;
	let by: Inviter;
	let server: RunningServer;
	beforeAll(async () => {
		disk = canMount ? smallDisk(200) : undefined;
		cluster = await startCluster({ durable: true, within: disk?.directory });
		base = await onPostgres(cluster.url);
	});
	beforeEach(async () => {
		// An organisation of its own for each test, so that what it did can be counted.
		by = await inviter(base);
		server = await serverOn(base, 'disk');
	});
	afterEach(() => server.stop());
	afterAll(async () => {
		await cluster.stop();
		disk?.close();
	});

	/** As an operator does, and as a standby is. */
	const readOnly = (value: 'on' | 'off') =>
		connected(cluster.url, async (superuser) => {
			await superuser.query(`alter system set default_transaction_read_only = ${value}`);
			await superuser.query('select pg_reload_conf()');
		});

	it('[TRUST 64] that takes no changes is read, says so, and goes on when it does', async () => {
		const writes = new Writes(server, by);
		expect(await writes.one()).toBe(true);
		await readOnly('on');
		while (await writes.one()) await moment(20);
		for (let number = 0; number < 10; number += 1) expect(await writes.one()).toBe(false);
		expect(await unread(writes)).toEqual([]);
		const refused = await invite(server, by, `${randomUUID()}@example.org`);
		expect(refused.headers.get('retry-after')).toBe('60');
		expect(await refused.text()).toContain('What you just sent was not saved.');
		await readOnly('off');
		const back = await recovered(writes);
		const figures = await expectWhole(base, writes);
		measured('database read-only', { ...figures, 'writes again after, ms': Math.round(back) });
		expect(back).toBeLessThan(RECOVERS_WITHIN);
	});

	if (canMount)
		it('[TRUST 17] [TRUST 64] on a disk that fills up under writes: refused whole with 503, read, and itself again once there is room', async () => {
			const writes = new Writes(server, by);
			const back = await fillUnderWrites(disk as Disk, writes);
			measureFull('PostgreSQL', await expectWhole(base, writes), writes, back);
			expect(quantile(back, 1)).toBeLessThan(RECOVERS_WITHIN);
		});

	if (canMount)
		it('[TRUST 17] that ends because its log has no room: 503, and nothing is lost once it is started anew', async () => {
			const writes = new Writes(server, by);
			for (let number = 0; number < 20; number += 1) expect(await writes.one()).toBe(true);
			disk?.fill(100_000);
			// The next write needs a new file of the log, and there is no room for one.
			const next = 'select pg_switch_wal()';
			await connected(cluster.url, async (superuser) => {
				superuser.on('error', () => {});
				for (;;) {
					await superuser.query('create table if not exists filler (n int)');
					await superuser.query('insert into filler values (1)').then(() => superuser.query(next));
				}
			}).catch(() => {});
			while (await writes.one());
			expect((await fetch(`${server.address}/readyz`)).status).toBe(503);
			expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
			disk?.empty();
			// PostgreSQL stays down where it cannot even write that it is up again: its operator starts it.
			await cluster.crash();
			await cluster.resume();
			const back = await recovered(writes);
			const figures = await expectWhole(base, writes);
			measured('no room for PostgreSQL’s log', {
				...figures,
				'writes again after, ms': Math.round(back)
			});
			expect(back).toBeLessThan(RECOVERS_WITHIN);
		});
});

if (canMount)
	describe('the embedded database', () => {
		it('[TRUST 17] [TRUST 64] on a disk that fills up under writes: as PostgreSQL; read-only, it says so at the start', async () => {
			const disk = smallDisk(200);
			const base = await onEmbedded(disk.directory);
			const by = await inviter(base);
			const server = await serverOn(base, 'disk-embedded');
			const writes = new Writes(server, by);
			const back = await fillUnderWrites(disk, writes);
			await server.stop();
			measureFull('embedded', await expectWhole(base, writes), writes, back);
			expect(quantile(back, 1)).toBeLessThan(RECOVERS_WITHIN);

			disk.remount('ro');
			await expect(serverOn(base, 'disk-embedded')).rejects.toThrow('did not start');
			expect(readFileSync('.test/faults-disk-embedded.log', 'utf8')).toMatch(
				/^[^\n]*EROFS[^\n]*\n$/
			);
			disk.close();
		});
	});
