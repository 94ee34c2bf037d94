import type { RunningServer } from '../../../scripts/testing/server.ts';
import type { SizeName } from '../../../scripts/generating/sizes.ts';
import { page, unseen, type Ground } from '../ground.ts';
import { median, timeOf } from '../rounds.ts';
import { milliseconds, number, type Row } from '../table.ts';

/** Views that show a page of what there is, however much that is. */
const PAGED = [
	'/en/commitments',
	'/en/compare/companies',
	'/en/principles/3',
	'/en/principles/endorsements',
	'/en/forums/five-country',
	'/en/changes?from=2025-01-01&to=2025-06-30',
	'/api/v1/commitments?limit=100',
	'/api/v1/companies?limit=30'
];
const UP_TO: Partial<Record<SizeName, readonly SizeName[]>> = {
	small: ['small', 'plans'],
	plans: ['small', 'plans'],
	large: ['small', 'plans', 'large']
};

/** (e) What the same page costs at one size and at others, none of it kept. */
export async function sizes(ground: Ground): Promise<Row[]> {
	const { options } = ground;
	const names = [
		...(UP_TO[options.size] ?? [options.size]),
		...(options.tenfold ? (['tenfold'] as const) : [])
	];
	const servers: { name: SizeName; server: RunningServer }[] = [];
	for (const name of names)
		servers.push({ name, server: await ground.server(`size-${name}`, await ground.base(name)) });
	const found: Row[] = [];
	for (const path of PAGED) {
		const seen = servers.map(({ name }) => ({ name, times: [] as number[], bytes: 0 }));
		// Once beforehand: modules are loaded and connections made.
		for (let round = -1; round < options.rounds * 2; round++)
			for (const [at, { server }] of servers.entries()) {
				const one = seen[at];
				const time = await timeOf(async () => {
					const { body } = await page(server, unseen(path), { 'accept-encoding': 'identity' });
					if (one) one.bytes = body.length;
				});
				if (round >= 0) one?.times.push(time);
			}
		const measured = seen.map((one) => ({ ...one, time: median(one.times) }));
		// Pages are full from `plans` on: `small` may not have enough for one.
		for (const [at, one] of measured.entries())
			for (const other of measured.slice(0, at)) found.push(compared(path, one, other));
	}
	await Promise.all(servers.map(({ server }) => server.stop()));
	return found;
}

interface Cost {
	name: string;
	time: number;
	bytes: number;
}

function compared(path: string, one: Cost, other: Cost): Row {
	const says = ({ time, bytes }: Cost) => `${milliseconds(time)}, ${number(bytes / 1000)} kB`;
	return {
		part: 'e',
		what: `${path}, ${one.name} by ${other.name}`,
		ratio: one.time / other.time,
		aim: '≤ 1.3',
		ours: says(one),
		against: says(other),
		figures: {
			time: one.time,
			otherTime: other.time,
			bytes: one.bytes,
			otherBytes: other.bytes
		}
	};
}
