// `npm run generate -- --size large --seed 7`: fills an empty PostgreSQL database with made-up data to measure by.
import { parseArgs } from 'node:util';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, takeTime, withActor } from '#lib/server/db/index.ts';
import { settleEnvironment } from '../src/server/environment.ts';
import { generate, requireUntouched, settleStatistics } from './generating/generate.ts';
import { SIZES, type SizeName } from './generating/sizes.ts';

const ACTOR = { kind: 'system', task: 'reference' } as const;

try {
	const { DATABASE_URL, DATABASE_OWNER_URL } = settleEnvironment();
	if (!DATABASE_URL)
		throw new Error('This needs a PostgreSQL database of its own: set DATABASE_URL.');
	const { size, seed } = asked();
	const started = performance.now();
	takeTime();
	await withActor(ACTOR, requireUntouched);
	await withActor(ACTOR, loadReference);
	await generate(SIZES[size], seed);
	await settleStatistics(DATABASE_OWNER_URL ?? DATABASE_URL);
	const seconds = Math.round((performance.now() - started) / 1000);
	process.stdout.write(`Generated: size ${size}, seed ${seed}, in ${seconds} s.\n`);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
} finally {
	await closeDatabase();
}

function asked(): { size: SizeName; seed: number } {
	const { values } = parseArgs({
		options: {
			size: { type: 'string', default: 'small' },
			seed: { type: 'string', default: '1' }
		}
	});
	if (!(values.size in SIZES) || !/^[0-9]{1,9}$/.test(values.seed))
		throw new Error(
			`Usage: npm run generate -- --size ${Object.keys(SIZES).join(' | ')} --seed number`
		);
	return { size: values.size as SizeName, seed: Number(values.seed) };
}
