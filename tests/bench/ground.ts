import { randomUUID } from 'node:crypto';
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { startSession } from '#lib/access/sessions.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { generate, settleStatistics } from '../../scripts/generating/generate.ts';
import { SIZES, type SizeName } from '../../scripts/generating/sizes.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import { startServer, type RunningServer } from '../../scripts/testing/server.ts';
import { asSystem, person } from '../db/world.ts';
import { onPostgres, type Base } from '../faults/stage.ts';
import { startChild, type Child } from './child.ts';
import type { Load, Loaded } from './loader.ts';

export interface Options {
	size: SizeName;
	seed: number;
	rounds: number;
	/** How long each load of a round lasts, in seconds. */
	seconds: number;
	/** Also ten times the large size. */
	tenfold: boolean;
	/** Minutes of mixed load while memory is looked at. */
	memory: number;
	/** Seconds of the last night before a window closes, and how many companies answer in it. */
	night: number;
	companies: number;
	/** Reads and writes, of which none may be stale. */
	mixed: number;
}

/** What the parts of the benchmark stand on: databases, servers, and the programs beside them. */
export interface Ground {
	options: Options;
	cluster: Cluster;
	/** The generated database of this size, made once. */
	base(size?: SizeName): Promise<Base>;
	/** The built server on a database; it goes with the ground. */
	server(name: string, base: Base, given?: Record<string, string>): Promise<RunningServer>;
	load(load: Omit<Load, 'milliseconds' | 'connections'> & Partial<Load>): Promise<Loaded>;
	plain: Child;
	proxy: Child;
	close(): Promise<void>;
}

export const CONNECTIONS = 20;
const METRICS_TOKEN = randomUUID();

/** Starts all that has to be there for any part. */
export async function prepareGround(options: Options): Promise<Ground> {
	const cluster = await startCluster({ durable: true });
	const loader = startChild('loader');
	const plain = startChild('plain');
	const proxy = startChild('proxy');
	const bases = new Map<SizeName, Promise<Base>>();
	const servers: RunningServer[] = [];

	async function fill(size: SizeName): Promise<Base> {
		const base = await onPostgres(cluster.url);
		await base.within(async () => {
			await asSystem(loadReference);
			await generate(SIZES[size], options.seed);
		});
		await settleStatistics(base.environment.DATABASE_OWNER_URL ?? '');
		return base;
	}
	return {
		options,
		cluster,
		plain,
		proxy,
		base: (size = options.size) => {
			const made = bases.get(size) ?? fill(size);
			bases.set(size, made);
			return made;
		},
		server: async (name, base, given = {}) => {
			const server = await startServer(`bench-${name}`, {
				...base.environment,
				LOG_LEVEL: 'warn',
				METRICS_TOKEN,
				...given
			});
			servers.push(server);
			await keeping(server);
			return server;
		},
		load: (load) =>
			loader.ask<Loaded>({
				connections: CONNECTIONS,
				milliseconds: options.seconds * 1000,
				...load
			}),
		close: async () => {
			for (const child of [loader, plain, proxy]) child.stop();
			await Promise.all(servers.filter((one) => one.exitCode() === null).map((one) => one.kill()));
			await cluster.stop();
		}
	};
}

/** Only what is kept has such a tag. */
const KEPT = /^"[\w-]{22}(-br)?"$/;

/** Waits until it hears of changes, and so keeps pages: a moment after it is ready. */
async function keeping(server: RunningServer): Promise<void> {
	while (!KEPT.test((await get(server, '/en/about')).headers.etag ?? ''))
		await new Promise((resolve) => setTimeout(resolve, 20));
}

export const portOf = ({ address }: Pick<RunningServer, 'address'>): number =>
	Number(new URL(address).port);

/** A request as it goes over the line. */
export function requestText(
	path: string,
	{ port, coding = 'br', ...headers }: { port: number; coding?: string; [name: string]: unknown }
): string {
	const lines = Object.entries({
		host: `localhost:${port}`,
		'accept-encoding': coding,
		accept: '*/*',
		...headers
	}).map(([name, value]) => `${name}: ${String(value)}\r\n`);
	return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

export interface Got {
	status: number;
	headers: IncomingHttpHeaders;
	rawHeaders: string[];
	body: Buffer;
}

/** Asks once, and leaves the body coded as it came. */
export const get = (
	{ address }: Pick<RunningServer, 'address'>,
	path: string,
	headers: Record<string, string> = {}
): Promise<Got> =>
	new Promise((resolve, reject) => {
		ask(address + path, { headers: { accept: '*/*', ...headers } }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('error', reject);
			answer.on('end', () =>
				resolve({
					status: answer.statusCode ?? 0,
					headers: answer.headers,
					rawHeaders: answer.rawHeaders,
					body: Buffer.concat(parts)
				})
			);
		})
			.on('error', reject)
			.end();
	});

/** The same, of which anything but the page itself is an error. */
export async function page(...asked: Parameters<typeof get>): Promise<Got> {
	const got = await get(...asked);
	if (got.status !== 200) throw new Error(`${asked[1]}: ${got.status}`);
	return got;
}

let uncounted = 0;
/** The same page under an address that nobody asked for before: none is kept of it. */
export const unseen = (path: string, as: string | number = uncounted++): string =>
	`${path}${path.includes('?') ? '&' : '?'}unseen=${as}`;

/** Figures of a running server: seconds of computing, bytes of memory, answers from kept pages. */
export async function figuresOf(server: RunningServer) {
	const text = (
		await page(server, '/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })
	).body.toString();
	const value = (name: string) =>
		Number(
			text
				.split('\n')
				.find((line) => line.startsWith(`${name} `))
				?.slice(name.length + 1)
		);
	return {
		computing: value('process_cpu_seconds_total') * 1000,
		memory: value('process_resident_memory_bytes'),
		heap: value('nodejs_heap_size_used_bytes'),
		kept: value('concord_pages_total{how="kept"}'),
		made: value('concord_pages_total{how="made"}')
	};
}

/** Somebody signed in who belongs to this organisation. Needs a database in use. */
export async function signedIn(
	of: Parameters<typeof person>[0],
	role: Parameters<typeof person>[1] = 'approver'
) {
	const actor = await person(of, role);
	const { token } = await asSystem((db) => startSession(db, actor.userId));
	return { actor, cookie: `concord-session=${token}` };
}
