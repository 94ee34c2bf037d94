import type { RunningServer } from '../../scripts/testing/server.ts';
import { startBalancer, type Balancer } from '../faults/balancer.ts';
import type { Base } from '../faults/stage.ts';
import { figuresOf } from './ground.ts';
import { read, write, writersOn } from './writers.ts';

export interface Mixed {
	reads: number;
	writes: number;
	/** Reads that began after a write had been acknowledged and showed what was there before it. */
	stale: number;
	failed: string[];
	/** Answers from kept pages: where there are none, nothing could have been stale. */
	kept: number;
	seconds: number;
}

/** One write among so many requests. */
export const ONE_IN = 10;
const WRITERS = 2;
const READERS = 12;

/** Reads and writes all at once, so many together, each by the balancer to whichever instance is next. */
export async function mixedLoad(
	base: Base,
	servers: readonly RunningServer[],
	balancer: Balancer,
	total: number
): Promise<Mixed> {
	const writers = await writersOn(base, WRITERS);
	const found: Mixed = { reads: 0, writes: 0, stale: 0, failed: [], kept: 0, seconds: 0 };
	const keptBy = async () => {
		const all = await Promise.all(servers.map(figuresOf));
		return all.reduce((sum, { kept }) => sum + kept, 0);
	};
	const before = await keptBy();
	const started = performance.now();
	const wanted = { writes: Math.floor(total / ONE_IN), reads: total - Math.floor(total / ONE_IN) };
	const failing = (error: unknown) => void found.failed.push(String(error));
	const { address } = balancer;
	const look = async (place: number) => {
		const writer = writers[place % writers.length];
		if (!writer) return;
		const { stale } = await read(address, writer);
		if (stale) found.stale++;
	};
	const writing = writers.map(async (writer, place) => {
		while (found.writes < wanted.writes) {
			found.writes++;
			await write(address, address, writer).catch(failing);
			// Who is told that it is done looks at once, and so do others, on each instance.
			const looks = servers.map(() => look(place));
			found.reads += looks.length;
			await Promise.all(looks).catch(failing);
		}
	});
	const reading = Array.from({ length: READERS }, async (_, reader) => {
		for (let place = reader; found.reads < wanted.reads; place++) {
			found.reads++;
			await look(place).catch(failing);
		}
	});
	await Promise.all([...writing, ...reading]);
	found.seconds = (performance.now() - started) / 1000;
	found.kept = (await keptBy()) - before;
	return found;
}

/** Instances on this database behind a balancer that has seen that each is ready. */
export async function balanced(
	count: number,
	start: (origin: string, place: number) => Promise<RunningServer>
): Promise<{ balancer: Balancer; servers: RunningServer[]; close(): Promise<void> }> {
	const balancer = await startBalancer();
	const servers = await Promise.all(
		Array.from({ length: count }, (_, place) => start(balancer.address, place))
	);
	balancer.instances = servers;
	while (!(await fetch(`${balancer.address}/readyz`)).ok)
		await new Promise((resolve) => setTimeout(resolve, 50));
	return {
		balancer,
		servers,
		close: async () => {
			await Promise.all(servers.map((server) => server.stop()));
			await balancer.close();
		}
	};
}
