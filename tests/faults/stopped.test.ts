import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import type { RunningServer } from '../../scripts/testing/server.ts';
import { startBalancer } from './balancer.ts';
import { LONG, measured, quantile } from './figures.ts';
import { lineTo, type Line } from './line.ts';
import {
	inventory,
	invitation,
	invite,
	inviter,
	onPostgres,
	serverOn,
	type Base,
	type Inviter
} from './stage.ts';

const ROUNDS = LONG ? 10 : 2;
/** So many pages that are kept are read before one of two is stopped, and as many after. */
const ENOUGH = LONG ? 100 : 15;
/** Of each kind, at once. */
const EACH = 20;
/** How much later the database answers, in milliseconds: so what is asked is under way for a while. */
const LATE = 5;
const PER_SECOND = 30;

let cluster: Cluster;
let base: Base;
let by: Inviter;
let line: Line;
beforeAll(async () => {
	cluster = await startCluster();
	base = await onPostgres(cluster.url);
	by = await inviter(base);
	line = await lineTo(cluster.url);
});
afterAll(async () => {
	await line.close();
	await cluster.stop();
});

/** An answer, and whether all of it came. */
interface Answer {
	status: number;
	whole: boolean;
}

const isWhole = (status: number, body: string) => status === 303 || body.endsWith('</html>\n');

/** Asks on a connection of its own. What is given first says when everything has been sent. */
function ask(
	address: string,
	path: string,
	{ cookie = '', body }: { cookie?: string; body?: URLSearchParams } = {}
): { sent: Promise<unknown>; answer: Promise<Answer> } {
	const headers = { accept: 'text/html', cookie, origin: address };
	const asking = request(address + path, {
		agent: false,
		method: body ? 'POST' : 'GET',
		headers: body ? { ...headers, 'content-type': 'application/x-www-form-urlencoded' } : headers
	});
	const sent = once(asking, 'finish');
	const answer = once(asking, 'response').then(async (came) => {
		const [response] = came as [IncomingMessage];
		const status = response.statusCode ?? 0;
		return { status, whole: isWhole(status, await text(response)) };
	});
	asking.end(body && String(body));
	return { sent, answer };
}

/** Asks for a page, all but the end of the request; what is given last sends that. */
function halfAsked(address: string, path: string) {
	const { hostname, port, host } = new URL(address);
	const socket = connect(Number(port), hostname);
	socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\n`);
	return {
		sent: once(socket, 'connect'),
		answer: text(socket).then((said) => {
			const status = Number(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? 0);
			const [, length] = /^content-length: (\d+)/im.exec(said) ?? [];
			const body = said.slice(said.indexOf('\r\n\r\n') + 4);
			return { status, whole: !!length && Buffer.byteLength(body) === Number(length) };
		}),
		end: () => socket.write('\r\n')
	};
}

const started = (name: string, given: Record<string, string> = {}) =>
	serverOn(base, name, {
		DATABASE_URL: line.through(base.environment.DATABASE_URL ?? ''),
		...given
	});

describe('an instance is told to stop (SIGTERM) in the middle of its work', () => {
	it('what it has taken is answered whole, writes and pages that are kept too, and it ends by itself', async () => {
		const stopping: number[] = [];
		const counted = { 'in flight': 0, 'answered whole': 0, writes: 0 };
		const emails: string[] = [];
		for (let round = 0; round < ROUNDS; round += 1) {
			const server = await started('stopped');
			const { address } = server;
			await (await fetch(`${address}/en`)).text();
			line.delay(LATE);
			const kept = Array.from({ length: EACH }, () => halfAsked(address, '/en'));
			const others = Array.from({ length: EACH }, () => {
				const email = `${randomUUID()}@example.org`;
				emails.push(email);
				return [
					ask(address, '/en/workspace/members?/invite', {
						cookie: by.cookie,
						body: invitation(by, email)
					}),
					ask(address, '/en/workspace/members', { cookie: by.cookie }),
					ask(address, `/en/commitments?q=${randomUUID()}`)
				];
			}).flat();
			await Promise.all([...kept, ...others].map(({ sent }) => sent));
			let answered = 0;
			for (const { answer } of others) void answer.then(() => (answered += 1));
			// What came last has been read: then all of it has.
			expect((await ask(address, '/healthz').answer).status).toBe(200);
			const inFlight = kept.length + others.length - answered;
			const began = performance.now();
			const stopped = server.stop();
			for (const { end } of kept) end();
			const answers = await Promise.all([...kept, ...others].map(({ answer }) => answer));
			await stopped;
			stopping.push(performance.now() - began);
			line.mend();
			const whole = answers.filter(({ status, whole }) => whole && [200, 303].includes(status));
			counted['in flight'] += inFlight;
			counted['answered whole'] += inFlight - (answers.length - whole.length);
			expect(answers.filter((one) => !whole.includes(one))).toEqual([]);
			expect(inFlight, 'a stop that met no work proves nothing').toBeGreaterThan(EACH);
		}
		const found = await base.within(() => inventory(by.organisationId));
		counted.writes = found.emails.length;
		measured('told to stop in the middle of requests', {
			stops: ROUNDS,
			...counted,
			'ended after, median ms': quantile(stopping, 0.5),
			'ended after, longest ms': quantile(stopping, 1)
		});
		expect([...found.emails].sort()).toEqual([...emails].sort());
		expect(found.withoutMail).toEqual([]);
		expect(found.breaks).toEqual([]);
	});
});

describe('one of two instances behind a proxy is told to stop', () => {
	it('nobody notices, whether they read pages that are kept or made, or write', async () => {
		const balancer = await startBalancer();
		const given = { DRAIN_SECONDS: '2', ORIGIN: balancer.address };
		const servers = await Promise.all([started('stopped-1', given), started('stopped-2', given)]);
		balancer.instances = servers;
		const before = await base.within(() => inventory(by.organisationId));
		const pending = new Set<Promise<unknown>>();
		const failed: string[] = [];
		const acknowledged: string[] = [];
		const times = { kept: [] as number[], made: [] as number[], written: [] as number[] };
		let number = 0;
		const one = async (kind: keyof typeof times) => {
			const began = performance.now();
			const email = `${randomUUID()}@example.org`;
			const cookie = kind === 'made' ? by.cookie : '';
			const answer =
				kind === 'written'
					? await invite(balancer, by, email)
					: await fetch(`${balancer.address}/en`, { headers: { accept: 'text/html', cookie } });
			const { status } = answer;
			if (!isWhole(status, await answer.text()) || ![200, 303].includes(status))
				failed.push(`${kind} ${status}`);
			else if (kind === 'written') acknowledged.push(email);
			times[kind].push(performance.now() - began);
		};
		const begin = () => {
			const kind = number++ % 5 === 0 ? 'written' : number % 2 ? 'kept' : 'made';
			const asked = one(kind).catch((thrown: unknown) => failed.push(String(thrown)));
			pending.add(asked);
			void asked.then(() => pending.delete(asked));
		};
		await ready(servers);
		// The proxy looks ten times in a second.
		await pause(250);
		line.delay(LATE);
		const load = setInterval(begin, 1000 / PER_SECOND);
		while (times.kept.length < ENOUGH) await pause(10);
		const inFlight = pending.size;
		const began = performance.now();
		await servers[0]?.stop();
		const ended = performance.now() - began;
		const since = times.kept.length;
		while (times.kept.length < since + ENOUGH) await pause(10);
		clearInterval(load);
		await Promise.all(pending);
		line.mend();
		await servers[1]?.stop();
		await balancer.close();
		const found = await base.within(() => inventory(by.organisationId));
		measured('one of two told to stop', {
			requests: Object.values(times).flat().length,
			'kept pages': times.kept.length,
			'in flight at that moment': inFlight,
			failed: failed.length,
			'writes acknowledged': acknowledged.length,
			'ended after, ms': Math.round(ended),
			'slowest answer, ms': quantile(Object.values(times).flat(), 1)
		});
		expect(failed).toEqual([]);
		expect(found.emails.length).toBe(before.emails.length + acknowledged.length);
		expect(acknowledged.filter((email) => !found.emails.includes(email))).toEqual([]);
		expect(found.breaks).toEqual([]);
	});
});

async function ready(servers: readonly RunningServer[]): Promise<void> {
	for (const { address } of servers) while (!(await fetch(`${address}/readyz`)).ok) await pause(50);
}
