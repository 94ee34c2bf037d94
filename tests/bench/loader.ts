// Asks a server as fast as it answers, over connections that stay open. It reads no more of an answer than where it ends:
// the less it does, the less it takes from what it measures.
import { connect } from 'node:net';
import { answering } from './child.ts';

export interface Load {
	port: number;
	/** Whole requests, asked in turn; `{n}` in one is another number each time. */
	requests: string[];
	connections: number;
	milliseconds: number;
	/** How long each connection waits before it asks again. */
	pause?: number;
}
export interface Loaded {
	/** Answers, also those that failed. */
	requests: number;
	perSecond: number;
	/** How many answers had each status. */
	statuses: Record<string, number>;
	/** Connections that were cut. */
	cut: number;
	p50: number;
	p95: number;
	p99: number;
}

/** So many times are kept at most: enough for the shares that are told. */
const KEPT = 500_000;
const END = Buffer.from('0\r\n\r\n');

answering<Load>(load);

async function load({
	port,
	requests,
	connections,
	milliseconds,
	pause = 0
}: Load): Promise<Loaded> {
	const statuses: Record<string, number> = {};
	const times: number[] = [];
	let count = 0;
	let cut = 0;
	let asked = 0;
	const started = performance.now();
	const until = started + milliseconds;

	const work = () =>
		new Promise<void>((resolve) => {
			const socket = connect({ port, host: '127.0.0.1', noDelay: true });
			let began = 0;
			let head = Buffer.alloc(0);
			/** Bytes of the body that are still to come; `chunks`, while only its end tells. */
			let left: number | 'chunks' | undefined;
			let tail = Buffer.alloc(0);
			const ask = () => {
				if (performance.now() >= until) return socket.destroy();
				const text = requests[asked % requests.length] ?? '';
				socket.write(text.replace('{n}', String(process.pid * 1e7 + asked)));
				asked++;
				began = performance.now();
			};
			const answered = () => {
				count++;
				if (times.length < KEPT) times.push(performance.now() - began);
				left = undefined;
				if (pause) setTimeout(ask, pause);
				else ask();
			};
			const take = (chunk: Buffer) => {
				if (left === 'chunks') {
					tail = Buffer.concat([tail, chunk]).subarray(-END.length);
					if (tail.equals(END)) answered();
				} else if (left !== undefined) {
					left -= chunk.length;
					if (left <= 0) answered();
				}
			};
			socket.on('connect', ask);
			socket.on('data', (chunk) => {
				if (left !== undefined) return take(chunk);
				head = head.length ? Buffer.concat([head, chunk]) : chunk;
				const end = head.indexOf('\r\n\r\n');
				if (end < 0) return;
				const text = head.toString('latin1', 0, end + 2).toLowerCase();
				const body = head.subarray(end + 4);
				head = Buffer.alloc(0);
				const status = text.slice(9, 12);
				statuses[status] = (statuses[status] ?? 0) + 1;
				const length = /\r\ncontent-length: (\d+)/.exec(text)?.[1];
				left = status === '304' || status === '204' ? 0 : length ? Number(length) : 'chunks';
				if (left === 'chunks' && !text.includes('\r\ntransfer-encoding: chunked')) left = 0;
				tail = Buffer.alloc(0);
				take(body);
			});
			socket.on('error', () => {});
			socket.on('close', () => {
				if (performance.now() < until) cut++;
				resolve();
			});
		});
	// A connection that was cut is made anew, as a browser does.
	const connection = async () => {
		while (performance.now() < until) await work();
	};
	await Promise.all(Array.from({ length: connections }, connection));
	const seconds = (performance.now() - started) / 1000;
	times.sort((one, other) => one - other);
	const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? NaN;
	return {
		requests: count,
		perSecond: count / seconds,
		statuses,
		cut,
		p50: at(0.5),
		p95: at(0.95),
		p99: at(0.99)
	};
}
