import { randomUUID } from 'node:crypto';
import { setTimeout as moment } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '#lib/exchange/demo/generate.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
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

/** So often the process is killed, while so many people write at once, and after so many writes of a start. */
const KILLS = LONG ? 100 : 2;
const WRITERS = 4;
const WRITES = LONG ? 5 : 10;

function once() {
	let happen = () => {};
	const happened = new Promise<void>((resolve) => (happen = resolve));
	return { happened, happen };
}

let cluster: Cluster;
beforeAll(async () => {
	cluster = await startCluster({ durable: true });
});
afterAll(() => cluster.stop());

describe.each([
	['PostgreSQL', () => onPostgres(cluster.url)],
	['the embedded database', () => onEmbedded()]
] as const)('killed with SIGKILL in the middle of writes, on %s', (engine, make) => {
	let base: Base;
	let by: Inviter;
	beforeAll(async () => {
		base = await make();
		by = await inviter(base);
	});
	afterAll(() => base.remove());

	it('[TRUST 17] no acknowledged write is lost, none is half done, the log holds', async () => {
		const random = seeded(20_261_126);
		const acknowledged: string[] = [];
		const unanswered: string[] = [];
		const ready: number[] = [];
		for (let kill = 0; kill < KILLS; kill += 1) {
			const server = await serverOn(base, 'killed');
			// The first start is none after a kill, and fills the database.
			if (kill > 0) ready.push(server.readyAfter);
			let going = true;
			let written = 0;
			const enough = once();
			const write = async () => {
				while (going) {
					const email = `${randomUUID()}@example.org`;
					const answer = await invite(server, by, email).catch(() => null);
					if (answer) expect(answer.status).toBe(303);
					(answer ? acknowledged : unanswered).push(email);
					if (answer && ++written === WRITES) enough.happen();
				}
			};
			const writing = Promise.all(Array.from({ length: WRITERS }, write));
			await Promise.race([enough.happened, writing]);
			// At any moment of a write, which takes about as long: not a wait for something.
			await moment(random() * 25);
			going = false;
			await server.kill();
			await writing;
		}
		const restarted = await serverOn(base, 'killed');
		ready.push(restarted.readyAfter);
		await restarted.stop();

		const found = await base.within(() => inventory(by.organisationId));
		const stored = new Set(found.emails);
		const lost = acknowledged.filter((email) => !stored.has(email));
		measured(`killed, ${engine}`, {
			kills: KILLS,
			acknowledged: acknowledged.length,
			lost: lost.length,
			'cut off': unanswered.length,
			'of these stored, whole': stored.size - (acknowledged.length - lost.length),
			'ready after, median ms': quantile(ready, 0.5),
			'ready after, longest ms': quantile(ready, 1)
		});
		expect(lost).toEqual([]);
		expect(found.withoutMail).toEqual([]);
		const { mails, tokens, events } = found;
		expect({ mails, tokens, events }).toEqual({
			mails: stored.size,
			tokens: stored.size,
			events: stored.size
		});
		expect(found.breaks).toEqual([]);
		expect(unanswered.length, 'a kill that met no write proves nothing').toBeGreaterThan(0);
		if (LONG) expect(quantile(ready, 1)).toBeLessThan(5000);
	});
});
