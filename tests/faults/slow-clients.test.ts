import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import type { RunningServer } from '../../scripts/testing/server.ts';
import { LONG, measured, quantile } from './figures.ts';
import { inviter, onPostgres, serverOn } from './stage.ts';

/** So many of each kind. */
const EACH = 100;
/** In which each kind is ended, in seconds, with what looking for them every two seconds adds. */
const HEADERS_WITHIN = 10 + 4;
const OTHERS_WITHIN = 60 + 6;
/** In which somebody else is answered meanwhile, in milliseconds. */
const SERVED_WITHIN = 2_000;
/** What all of them together may add to the process's memory, in megabytes. */
const MEMORY = 300;

/** The largest file that is served as it is. */
const largest = readdirSync('build/client', { recursive: true, encoding: 'utf8' })
	.map((name) => ({ name, size: statSync(join('build/client', name)).size }))
	.reduce((one, other) => (other.size > one.size ? other : one)).name;

const token = randomBytes(16).toString('hex');
let cluster: Cluster;
let server: RunningServer;
let cookie: string;
beforeAll(async () => {
	cluster = await startCluster();
	const base = await onPostgres(cluster.url);
	cookie = (await inviter(base)).cookie;
	server = await serverOn(base, 'slow-clients', { METRICS_TOKEN: token });
});
afterAll(async () => {
	await server.stop();
	await cluster.stop();
});

/** A client that means no good, and when it was cut off, in seconds after it came. */
interface Slow {
	socket: Socket;
	ended: Promise<number>;
}

/** Says this at once, then the rest letter by letter, one a second. */
function slow(first: string, rest = ''): Slow {
	const began = performance.now();
	const { hostname, port } = new URL(server.address);
	const socket = connect(Number(port), hostname);
	socket.on('error', () => {});
	socket.on('data', () => {});
	let said = 0;
	const speaking = setInterval(() => {
		if (said < rest.length && socket.writable) socket.write(rest[said++] ?? '');
	}, 1000);
	const ended = new Promise<number>((resolve) =>
		socket.on('close', () => {
			clearInterval(speaking);
			resolve((performance.now() - began) / 1000);
		})
	);
	if (first) socket.write(first);
	return { socket, ended };
}

const host = () => `host: ${new URL(server.address).host}\r\n`;
const KINDS: Record<string, () => Slow> = {
	'says nothing': () => slow(''),
	'headers letter by letter': () =>
		slow('', `GET /en HTTP/1.1\r\n${host()}x-long: ${'a'.repeat(500)}`),
	'body letter by letter': () =>
		slow(
			`POST /en/sign-in HTTP/1.1\r\n${host()}origin: ${server.address}\r\n` +
				'content-type: application/x-www-form-urlencoded\r\ncontent-length: 500\r\n\r\n',
			`email=${'a'.repeat(500)}`
		),
	'line ends, one a second': () => slow('', '\r\n'.repeat(200)),
	// As much as may be asked for at once. Who does not read does not hear of the end either: it is seen at the server.
	'never reads': () => {
		const client = slow(`GET /${largest} HTTP/1.1\r\n${host()}\r\n`.repeat(4));
		client.socket.pause();
		return client;
	}
};

/** What the process holds: memory in megabytes, and open sockets. */
async function held(): Promise<{ memory: number; sockets: number }> {
	const answer = await fetch(`${server.address}/metrics`, {
		headers: { authorization: `Bearer ${token}` }
	});
	const text = await answer.text();
	const [, bytes] = /^process_resident_memory_bytes (\S+)/m.exec(text) ?? [];
	const [, sockets] =
		/^nodejs_active_resources\{type="TCPSocketWrap"[^}]*\} (\S+)/m.exec(text) ?? [];
	return { memory: Number(bytes) / 2 ** 20, sockets: Number(sockets) };
}

/** How long some pages take, one after the other, in milliseconds, for as long as asked. */
async function served(goingOn: () => boolean): Promise<number[]> {
	const times: number[] = [];
	const paths = ['/en', '/fr/commitments', '/en/workspace', '/healthz'];
	for (let number = 0; goingOn(); number += 1) {
		const began = performance.now();
		const answer = await fetch(server.address + (paths[number % paths.length] ?? ''), {
			headers: { accept: 'text/html', cookie }
		});
		await answer.arrayBuffer();
		expect(answer.status).toBe(200);
		times.push(performance.now() - began);
		await moment(50);
	}
	return times;
}

describe('500 connections that are slow, say nothing or never read', () => {
	it('are ended in time, cost little memory, and nobody else waits for them', async () => {
		let first = 8;
		const usual = await served(() => first-- > 0);
		const before = await held();
		const began = performance.now();
		const ends = new Map<string, Promise<number[]>>();
		const sockets: Socket[] = [];
		for (const [kind, make] of Object.entries(KINDS)) {
			const clients = Array.from({ length: EACH }, make);
			sockets.push(...clients.map(({ socket }) => socket));
			if (kind !== 'never reads') ends.set(kind, Promise.all(clients.map(({ ended }) => ended)));
		}
		let most = { memory: 0, sockets: 0 };
		let freed = 0;
		const watch = async () => {
			const now = await held();
			most = {
				memory: Math.max(most.memory, now.memory),
				sockets: Math.max(most.sockets, now.sockets)
			};
			// Its own connections to the database, and those that ask here, are a few.
			if (most.sockets > EACH && now.sockets < before.sockets + 25)
				freed ||= (performance.now() - began) / 1000;
			await moment(500);
		};
		let going = true;
		const watching = (async () => {
			while (going) await watch();
		})();
		const serving = served(() => going);
		const figures: Record<string, number> = {};
		for (const [kind, all] of [...ends].slice(0, LONG ? undefined : 2))
			figures[`${kind}: all ended after, s`] = Math.round(Math.max(...(await all)) * 10) / 10;
		while (LONG && !freed) await moment(200);
		if (LONG) figures['never reads: all ended after, s'] = Math.round(freed * 10) / 10;
		going = false;
		await watching;
		const times = await serving;
		for (const socket of sockets) socket.destroy();
		measured('slow clients', {
			connections: sockets.length,
			'open at once at the server': most.sockets,
			...figures,
			'others answered': times.length,
			'median before, ms': quantile(usual, 0.5),
			'median meanwhile, ms': quantile(times, 0.5),
			'longest meanwhile, ms': quantile(times, 1),
			'memory before, MB': Math.round(before.memory),
			'memory meanwhile at most, MB': Math.round(most.memory)
		});
		for (const [kind, seconds] of Object.entries(figures))
			expect(seconds, kind).toBeLessThan(
				/nothing|headers/.test(kind) ? HEADERS_WITHIN : OTHERS_WITHIN
			);
		expect(quantile(times, 0.9)).toBeLessThan(SERVED_WITHIN);
		expect(most.memory - before.memory).toBeLessThan(MEMORY);
		expect(server.exitCode()).toBeNull();
	});
});
