import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import type { RunningServer } from '../../scripts/testing/server.ts';
import { connected } from '../postgres.ts';
import { startBalancer, type Balancer } from './balancer.ts';
import { LONG, measured, quantile } from './figures.ts';
import {
	inventory,
	invite,
	inviter,
	onPostgres,
	serverOn,
	type Base,
	type Inviter
} from './stage.ts';

const ROUNDS = LONG ? 5 : 1;
const PER_SECOND = 30;
/** How long an instance that was told to stop goes on: the balancer looks ten times in a second. */
const DRAIN = { DRAIN_SECONDS: '1' };

let cluster: Cluster;
let base: Base;
let by: Inviter;
let balancer: Balancer;
let servers: RunningServer[];

const started = () => serverOn(base, 'instance', { ...DRAIN, ORIGIN: balancer.address });

beforeAll(async () => {
	cluster = await startCluster();
	balancer = await startBalancer();
	base = await onPostgres(cluster.url, 'empty');
	servers = await Promise.all([started(), started()]);
	by = await inviter(base);
});
afterAll(async () => {
	await Promise.all(servers.map((server) => server.stop()));
	await balancer.close();
	await cluster.stop();
});

const get = (address: string, path: string, cookie = by.cookie) =>
	fetch(address + path, { redirect: 'manual', headers: { accept: 'text/html', cookie } });

describe('two instances on one database', () => {
	it('that start at once on an empty one bring each migration in once', async () => {
		const files = readdirSync('drizzle').filter((name) => name.endsWith('.sql'));
		await connected(base.environment.DATABASE_OWNER_URL ?? '', async (owner) => {
			const { rows } = await owner.query('select hash from drizzle.__drizzle_migrations');
			expect(rows.length).toBe(files.length);
			expect(new Set(rows.map(({ hash }: { hash: string }) => hash)).size).toBe(files.length);
		});
	});

	it('[TRUST 49] know of a session that ended on the other with the next request', async () => {
		const { cookie } = await inviter(base);
		const [one, other] = servers.map(({ address }) => address);
		expect((await get(other ?? '', '/en/workspace', cookie)).status).toBe(200);
		const headers = { cookie, origin: balancer.address, accept: 'text/html' };
		const left = await fetch(`${one}/en/sign-out`, {
			method: 'POST',
			redirect: 'manual',
			headers,
			body: new URLSearchParams()
		});
		expect(left.status).toBe(303);
		expect((await get(other ?? '', '/en/workspace', cookie)).status).not.toBe(200);
	});

	it('are brought to a new version in turn, and nobody notices', async () => {
		balancer.instances = servers;
		const failed: string[] = [];
		const times: number[] = [];
		const acknowledged: string[] = [];
		const asking: Promise<void>[] = [];
		let number = 0;
		const ask = async () => {
			number += 1;
			const began = performance.now();
			const email = `${randomUUID()}@example.org`;
			const writes = number % 5 === 0;
			const path = ['/en', '/fr/commitments', '/en/workspace/members', '/api/v1/forums'][
				number % 4
			];
			const answer = await (
				writes ? invite(balancer, by, email) : get(balancer.address, path ?? '/en')
			).catch((thrown: unknown) => String(thrown));
			times.push(performance.now() - began);
			if (typeof answer === 'string') failed.push(answer);
			else if (answer.status !== (writes ? 303 : 200)) failed.push(`${path} ${answer.status}`);
			else if (writes) acknowledged.push(email);
		};
		await ready();
		const load = setInterval(() => asking.push(ask()), 1000 / PER_SECOND);
		for (let turn = 0; turn < 2 * ROUNDS; turn += 1) {
			await pause(500);
			// Throws unless it ends by itself, with 0.
			await servers[turn % 2]?.stop();
			servers[turn % 2] = await started();
			balancer.instances = servers;
			await ready();
		}
		await pause(500);
		clearInterval(load);
		await Promise.all(asking);
		const found = await base.within(() => inventory(by.organisationId));
		measured('two instances restarted in turn under load', {
			restarts: 2 * ROUNDS,
			requests: times.length,
			failed: failed.length,
			'writes acknowledged': acknowledged.length,
			lost: acknowledged.filter((email) => !found.emails.includes(email)).length,
			'median ms': quantile(times, 0.5),
			'longest ms': quantile(times, 1)
		});
		expect(failed).toEqual([]);
		expect(acknowledged.length).toBeGreaterThan(10);
		expect([...found.emails].sort()).toEqual([...acknowledged].sort());
		expect(found.withoutMail).toEqual([]);
		expect(found.breaks).toEqual([]);
	});
});

/** Waits until the balancer has seen that each is ready. */
async function ready(): Promise<void> {
	for (const { address } of servers) while (!(await get(address, '/readyz')).ok) await pause(50);
	await pause(250);
}
