import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import type { RunningServer } from '../../scripts/testing/server.ts';
import { LONG, measured, quantile } from './figures.ts';
import { lineTo, type Line } from './line.ts';
import {
	inventory,
	invite,
	inviter,
	onPostgres,
	serverOn,
	type Base,
	type Inviter
} from './stage.ts';

const RESTARTS = LONG ? 12 : 2;
/** Between two restarts, in milliseconds, and how many ask in that time. */
const EVERY = LONG ? 5_000 : 2_000;
const PER_SECOND = 50;
/** In which everything works again after the database is back. */
const RECOVERS_WITHIN = 2_000;

let cluster: Cluster;
let base: Base;
let by: Inviter;
let line: Line;
let server: RunningServer;
beforeAll(async () => {
	cluster = await startCluster({ durable: true });
	base = await onPostgres(cluster.url);
	by = await inviter(base);
	line = await lineTo(cluster.url);
	server = await serverOn(base, 'database', {
		DATABASE_URL: line.through(base.environment.DATABASE_URL ?? '')
	});
});
afterAll(async () => {
	line.mend();
	await server.stop();
	await line.close();
	await cluster.stop();
});

interface Answer {
	at: number;
	status: number;
	retryAfter: string | null;
	milliseconds: number;
}

async function timed(ask: () => Promise<Response>): Promise<Answer> {
	const started = performance.now();
	const answer = await ask();
	await answer.arrayBuffer();
	const at = performance.now();
	const retryAfter = answer.headers.get('retry-after');
	return { at, status: answer.status, retryAfter, milliseconds: at - started };
}

const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(`${server.address}${path}`, {
		redirect: 'manual',
		headers: { accept: 'text/html', cookie: by.cookie, ...headers }
	});

/** Asks until it is ready, and tells how long that took. */
async function recovered(): Promise<number> {
	const started = performance.now();
	while (!(await get('/readyz')).ok) await pause(20);
	return performance.now() - started;
}

describe('the database ends and is started anew, again and again, under load', () => {
	it('[TRUST 64] the process goes on, says 503, recovers by itself, and loses nothing acknowledged', async () => {
		const answers: Answer[] = [];
		const acknowledged = new Map<string, string>();
		const unsure: { email: string; token: string }[] = [];
		const asking: Promise<void>[] = [];
		let number = 0;
		const ask = async () => {
			number += 1;
			if (number % 5) {
				const path = ['/en', '/fr/commitments', '/en/workspace/members', '/api/v1/commitments'];
				answers.push(await timed(() => get(path[number % 4] ?? '/en')));
				return;
			}
			const [email, token] = [`${randomUUID()}@example.org`, randomUUID()];
			const answer = await timed(() => invite(server, by, email, { token }));
			answers.push(answer);
			if (answer.status === 303) acknowledged.set(email, token);
			else unsure.push({ email, token });
		};
		// A load of so many a second, whatever becomes of those before.
		const load = setInterval(() => asking.push(ask()), 1000 / PER_SECOND);
		const back: number[] = [];
		for (let restart = 0; restart < RESTARTS; restart += 1) {
			await pause(EVERY);
			await cluster.crash();
			await cluster.resume();
			back.push(performance.now());
			expect(server.exitCode()).toBeNull();
		}
		const last = back.at(-1) ?? 0;
		await pause(RECOVERS_WITHIN + 1000);
		clearInterval(load);
		await Promise.all(asking);

		const refused = answers.filter(({ status }) => status === 503);
		const other = answers.filter(({ status }) => ![200, 302, 303, 503].includes(status));
		const late = answers.filter(({ at, status }) => at > last + RECOVERS_WITHIN && status === 503);
		// Sent again, with the same tokens: what was stored already is not made twice.
		for (const { email, token } of unsure)
			expect((await invite(server, by, email, { token })).status).toBe(303);
		const found = await base.within(() => inventory(by.organisationId));
		const stored = new Set(found.emails);
		const lost = [...acknowledged.keys()].filter((email) => !stored.has(email));
		const times = answers.map(({ milliseconds }) => milliseconds);
		const failedAfter = back.map((at, index) =>
			Math.max(
				0,
				...refused
					.filter((one) => one.at > at && one.at < (back[index + 1] ?? Infinity) - EVERY / 2)
					.map((one) => one.at - at)
			)
		);
		measured('database restarted under load', {
			restarts: RESTARTS,
			requests: answers.length,
			'of these 503 with Retry-After': refused.length,
			'other failures': other.length,
			'writes acknowledged': acknowledged.size,
			lost: lost.length,
			'last 503 after it was back, longest ms': quantile(failedAfter, 1),
			'slowest answer, ms': quantile(times, 1)
		});
		expect(other).toEqual([]);
		expect(refused.length, 'a restart that nobody met proves nothing').toBeGreaterThan(0);
		expect(refused.filter(({ retryAfter }) => !retryAfter)).toEqual([]);
		expect(late).toEqual([]);
		expect(lost).toEqual([]);
		expect(found.emails.length).toBe(acknowledged.size + unsure.length);
		expect(found.withoutMail).toEqual([]);
		expect(found.events).toBe(stored.size);
		expect(found.tokens).toBe(stored.size);
		expect(found.breaks).toEqual([]);
		expect(server.exitCode()).toBeNull();
	});
});

describe('the database cannot be reached', () => {
	it('[TRUST 64] pages say so in the language asked for, programs get a problem document, nobody is let in', async () => {
		line.cut();
		const page = await get('/fr/workspace/members');
		expect(page.status).toBe(503);
		expect(page.headers.get('retry-after')).toBe('5');
		expect(page.headers.get('cache-control')).toBe('no-store');
		expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		const french = await page.text();
		expect(french).toContain('lang="fr"');
		expect(french).toContain('Sa base de données ne répond pas.');
		expect(french).not.toMatch(/ECONN|node_modules|\.js:/);
		expect(await (await get('/en')).text()).toContain('Its database does not answer.');

		const sent = await invite(server, by, `${randomUUID()}@example.org`);
		expect(sent.status).toBe(503);
		expect(await sent.text()).toContain('We do not know whether what you just sent was saved.');

		const api = await get('/api/v1/commitments');
		expect(api.status).toBe(503);
		expect(api.headers.get('retry-after')).toBe('5');
		expect(api.headers.get('content-type')).toBe('application/problem+json');
		expect(await api.json()).toMatchObject({ status: 503, title: 'Service Unavailable' });

		const data = await get('/en/commitments/__data.json');
		expect(data.status).toBe(503);
		expect(await data.json()).toMatchObject({ message: 'away' });
		expect((await get('/readyz')).status).toBe(503);
		expect((await get('/healthz')).status).toBe(200);

		line.mend();
		expect(await recovered()).toBeLessThan(RECOVERS_WITHIN);
		expect((await get('/en')).status).toBe(200);
	});
});

describe('the database answers slowly, or not at all', () => {
	it.each([100, 1000])('%d ms late: pages come, late', async (milliseconds) => {
		line.delay(milliseconds);
		const { status, milliseconds: taken } = await timed(() => get('/en/workspace/members'));
		line.mend();
		measured(`database answers ${milliseconds} ms late`, {
			status,
			'page after, ms': Math.round(taken)
		});
		expect(status).toBe(200);
	});

	it('silent: everyone is told 503 within the time a statement may take, and it recovers', async () => {
		line.silence();
		const answers = await Promise.all(
			Array.from({ length: LONG ? 200 : 40 }, () => timed(() => get('/en/workspace/members')))
		);
		line.mend();
		const back = await recovered();
		const times = answers.map(({ milliseconds }) => milliseconds);
		measured('database silent', {
			requests: answers.length,
			'503 after, median ms': quantile(times, 0.5),
			'503 after, longest ms': quantile(times, 1),
			'ready again after, ms': Math.round(back)
		});
		expect(answers.filter(({ status }) => status !== 503)).toEqual([]);
		expect(quantile(times, 1)).toBeLessThan(20_000);
		expect(back).toBeLessThan(RECOVERS_WITHIN);
	});
});
