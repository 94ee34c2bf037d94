// `npm run bench`: measures Concord against what it stands on, side by side. Starts all that it needs.
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../scripts/build.mjs';
import { SIZES, type SizeName } from '../../scripts/generating/sizes.ts';
import { prepareGround, type Ground, type Options } from './ground.ts';
import { coldPages, signedInPages } from './parts/against-sql.ts';
import { jsonApi } from './parts/api.ts';
import { bringIn } from './parts/bring.ts';
import { instances } from './parts/instances.ts';
import { memory } from './parts/memory.ts';
import { lastNight } from './parts/night.ts';
import { sizes } from './parts/sizes.ts';
import { start } from './parts/start.ts';
import { unchanged, warmPages } from './parts/warm.ts';
import { writes } from './parts/write.ts';
import { keep, machine, markdown, type Row } from './table.ts';

const PARTS: Readonly<Record<string, (ground: Ground) => Promise<Row[]>>> = {
	a: warmPages,
	b: coldPages,
	c: unchanged,
	d: jsonApi,
	e: sizes,
	f: signedInPages,
	g: writes,
	h: bringIn,
	i: memory,
	j: start,
	k: lastNight,
	l: instances
};

const USAGE = `npm run bench -- [--only ${Object.keys(PARTS).join(',')}] [--size ${Object.keys(SIZES).join(' | ')}]
	[--seed 7] [--rounds 5] [--seconds 2] [--tenfold] [--mixed 10000] [--memory minutes] [--night seconds] [--companies 500]`;

const { only, options } = asked();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
ensureBuilt();
const started = performance.now();
const ground = await prepareGround(options);
const about = { ...machine(ground.cluster.version), ...options };
const rows: Row[] = [];
try {
	for (const part of only) {
		process.stderr.write(`(${part}) …\n`);
		const began = performance.now();
		const found = await PARTS[part]?.(ground).catch((error: unknown) => {
			process.exitCode = 1;
			process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
			return [];
		});
		rows.push(...(found ?? []));
		keep(about, rows);
		const seconds = Math.round((performance.now() - began) / 1000);
		process.stderr.write(`${markdown(found ?? [])}\n(${part}) took ${seconds} s\n`);
	}
} finally {
	await ground.close();
}
const minutes = Math.round((performance.now() - started) / 60_000);
process.stdout.write(
	`\n${Object.entries(about)
		.map(([name, value]) => `${name} ${value}`)
		.join(', ')}; ${minutes} min\n\n${markdown(rows)}\n`
);

function asked(): { only: string[]; options: Options } {
	const { values } = parseArgs({
		options: {
			only: { type: 'string', default: Object.keys(PARTS).join(',') },
			size: { type: 'string', default: 'large' },
			seed: { type: 'string', default: '7' },
			rounds: { type: 'string', default: '5' },
			seconds: { type: 'string', default: '2' },
			tenfold: { type: 'boolean', default: false },
			memory: { type: 'string', default: '2' },
			night: { type: 'string', default: '60' },
			companies: { type: 'string', default: '500' },
			mixed: { type: 'string', default: '10000' }
		}
	});
	const only = values.only.split(',');
	const { rounds, seconds, memory, night, companies, mixed, seed } = values;
	const numbers = { rounds, seconds, memory, night, companies, mixed, seed };
	const wrong =
		!(values.size in SIZES) ||
		only.some((part) => !(part in PARTS)) ||
		Object.values(numbers).some((value) => !/^\d+(\.\d+)?$/.test(value));
	if (wrong) {
		process.stderr.write(`${USAGE}\n`);
		process.exit(1);
	}
	const read = Object.fromEntries(
		Object.entries(numbers).map(([name, value]) => [name, Number(value)])
	) as Record<keyof typeof numbers, number>;
	return { only, options: { ...read, size: values.size as SizeName, tenfold: values.tenfold } };
}
