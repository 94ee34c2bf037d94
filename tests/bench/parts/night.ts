import { setTimeout as pause } from 'node:timers/promises';
import { autosave, companiesOn, type Answering } from '../companies.ts';
import { get, type Ground } from '../ground.ts';
import { milliseconds, number, type Row } from '../table.ts';

/** How long somebody writes until the form saves itself, in milliseconds: so much, and up to as much again. */
const WRITES_FOR = 3_000;
/** How many pages the public asks for in a second. */
const READS = 50;
const PRINCIPLES = 11;
const PAGES = [
	'/en',
	'/fr/compare/companies',
	'/en/compare/countries',
	'/en/commitments',
	'/en/companies/generated-company-0007',
	'/fr/principles/3',
	'/api/v1/commitments'
];

interface Times {
	times: number[];
	failures: string[];
}

/** (k) The last night before a window closes: everybody answers at once, each saved every few seconds, and the public reads. */
export async function lastNight(ground: Ground): Promise<Row[]> {
	const { companies: count, night } = ground.options;
	const base = await ground.base();
	const server = await ground.server('night', base);
	const companies = await companiesOn(base, count);
	const saves: Times = { times: [], failures: [] };
	const reads: Times = { times: [], failures: [] };
	const until = performance.now() + night * 1000;
	const going = () => performance.now() < until;
	const timed = async (into: Times, work: () => Promise<unknown>) => {
		const began = performance.now();
		try {
			await work();
			into.times.push(performance.now() - began);
		} catch (error) {
			into.failures.push(error instanceof Error ? error.message.slice(0, 120) : String(error));
		}
	};
	const writes = async (company: Answering, place: number) => {
		// They do not all begin in the same moment.
		await pause((WRITES_FOR * place) / count);
		for (let turn = 0; going(); turn++) {
			const principle = 1 + (Math.floor(turn / 5) % PRINCIPLES);
			await timed(saves, () => autosave(server.address, server.address, company, principle));
			await pause(WRITES_FOR * (1 + ((place * 7 + turn * 3) % 10) / 10));
		}
	};
	const asking: Promise<void>[] = [];
	let asked = 0;
	// So many in a second, whatever becomes of those before.
	const reading = setInterval(() => {
		const path = PAGES[asked++ % PAGES.length] ?? '/en';
		asking.push(
			timed(reads, async () => {
				const { status } = await get(server, path, { 'accept-encoding': 'br' });
				if (status !== 200) throw new Error(`${path} was answered ${status}`);
			})
		);
	}, 1000 / READS);
	await Promise.all(companies.map(writes));
	clearInterval(reading);
	await Promise.all(asking);
	await server.stop();
	for (const failure of new Set([...saves.failures, ...reads.failures]))
		process.stderr.write(`${failure}\n`);
	return [
		told(`answers saved, ${number(count)} companies at once, ${night} s`, saves, night),
		told('pages read meanwhile', reads, night)
	];
}

/** The ratio is that of those that failed. */
function told(what: string, { times, failures }: Times, seconds: number): Row {
	const sorted = times.toSorted((one, other) => one - other);
	const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
	const [p50, p95, p99] = [at(0.5), at(0.95), at(0.99)];
	return {
		part: 'k',
		what: `${what}: failed`,
		ratio: failures.length / (times.length + failures.length),
		aim: '≤ 0',
		ours: `${failures.length} failed; p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}, p99 ${milliseconds(p99)}`,
		against: `${number(times.length / seconds, 1)}/s asked and answered`,
		figures: { answered: times.length, failed: failures.length, p50, p95, p99 }
	};
}
