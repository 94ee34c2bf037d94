import { setTimeout as pause } from 'node:timers/promises';
import { figuresOf, portOf, requestText, unseen, type Ground } from '../ground.ts';
import { megabytes, number, type Row } from '../table.ts';
import { write, writersOn, type Writer } from '../writers.ts';
import { WARM_PAGES } from './warm.ts';

/** How often memory is looked at in all. */
const LOOKS = 240;
/** Between two writes, in milliseconds: each drops what is kept of all companies. */
const WRITES = 500;

interface Look {
	minutes: number;
	bytes: number;
	heap: number;
}

/** (i) Memory while kept pages, pages under ever new addresses, the API and somebody signed in are asked for, and some write. */
export async function memory(ground: Ground): Promise<Row[]> {
	const minutes = ground.options.memory;
	const base = await ground.base();
	const server = await ground.server('memory', base);
	const [writer] = await writersOn(base, 1);
	if (!writer) throw new Error('There is no company.');
	const port = portOf(server);
	const requests = [
		...WARM_PAGES.map((path) => requestText(path, { port })),
		...WARM_PAGES.map((path) => requestText(unseen(path, '{n}'), { port, coding: 'gzip' })),
		requestText('/api/v1/commitments?limit=100', { port, coding: 'identity' }),
		requestText(unseen('/api/v1/companies', '{n}'), { port }),
		requestText('/en/workspace', { port, cookie: writer.cookie, accept: 'text/html' }),
		requestText('/en/compare/companies', { port, cookie: writer.cookie, accept: 'text/html' })
	];
	const milliseconds = minutes * 60_000;
	const started = performance.now();
	const gone = () => performance.now() - started;
	const loading = ground.load({ port, requests, milliseconds, connections: 6, pause: 50 });
	const refused: string[] = [];
	let writes = 0;
	const writing = (async () => {
		let next: Writer | undefined = writer;
		for (; gone() < milliseconds; await pause(WRITES)) {
			try {
				// Whether one that was refused was saved nobody knows: another takes its place.
				next ??= (await writersOn(base, 1))[0];
				if (next) await write(server.address, server.address, next);
				writes++;
			} catch (error) {
				refused.push(String(error));
				next = undefined;
			}
		}
	})();
	const looks: Look[] = [];
	for (; gone() < milliseconds; await pause(milliseconds / LOOKS)) {
		try {
			const { memory: bytes, heap } = await figuresOf(server);
			looks.push({ minutes: gone() / 60_000, bytes, heap });
		} catch (error) {
			refused.push(String(error));
		}
	}
	const loaded = await loading;
	await writing;
	await server.stop();
	for (const refusal of new Set(refused)) process.stderr.write(`${refusal}\n`);
	const quarters = [0, 1, 2, 3].map((quarter) =>
		looks.slice((quarter * looks.length) / 4, ((quarter + 1) * looks.length) / 4)
	);
	const means = quarters.map((all) => mean(all.map(({ bytes }) => bytes)));
	const heaps = quarters.map((all) => mean(all.map(({ heap }) => heap)));
	// In the first half, what may be kept is filled, and the heap grows to what it needs.
	const slope = slopeOf(looks.slice(looks.length / 2)) * 60;
	return [
		{
			part: 'i',
			what: `memory in ${number(minutes, 1)} min of mixed load, last quarter by second`,
			ratio: (means[3] ?? NaN) / (means[1] ?? NaN),
			aim: '≤ 1.1',
			ours: `by quarters ${means.map(megabytes).join(', ')}; heap ${heaps.map(megabytes).join(', ')}; second half ${slope < 0 ? '−' : '+'}${megabytes(Math.abs(slope))} an hour`,
			against: `${number(loaded.perSecond)} requests/s, ${number(writes)} writes, ${number(refused.length)} refused`,
			figures: {
				slope,
				requests: loaded.requests,
				writes,
				refused: refused.length,
				cut: loaded.cut
			}
		}
	];
}

const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/** By how many bytes it grows in a minute, by least squares. */
function slopeOf(looks: readonly Look[]): number {
	const middle = mean(looks.map(({ minutes }) => minutes));
	const level = mean(looks.map(({ bytes }) => bytes));
	const sum = (of: (look: Look) => number) => looks.reduce((total, look) => total + of(look), 0);
	return (
		sum(({ minutes, bytes }) => (minutes - middle) * (bytes - level)) /
		sum(({ minutes }) => (minutes - middle) ** 2)
	);
}
