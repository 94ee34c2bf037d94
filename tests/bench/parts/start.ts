import { settleStatistics } from '../../../scripts/generating/generate.ts';
import { onPostgres } from '../../faults/stage.ts';
import type { Ground } from '../ground.ts';
import { median, rounds } from '../rounds.ts';
import { milliseconds, type Row } from '../table.ts';

/** (j) Until it is ready: on a full database, against one that has its tables and nothing in them. */
export async function start(ground: Ground): Promise<Row[]> {
	const full = await ground.base();
	const bare = await onPostgres(ground.cluster.url);
	const started = (base: typeof full) => async () => {
		const server = await ground.server('start', base);
		await server.stop();
		return server.readyAfter;
	};
	// The reference data is brought in once.
	await started(bare)();
	await settleStatistics(bare.environment.DATABASE_OWNER_URL ?? '');
	const compared = await rounds(
		ground.options.rounds,
		(time: number) => time,
		started(full),
		started(bare)
	);
	const [own, plain] = [median(compared.ours), median(compared.against)];
	return [
		{
			part: 'j',
			what: `ready after a start, size ${ground.options.size}`,
			ratio: compared.ratio,
			ours: milliseconds(own),
			against: `without generated data ${milliseconds(plain)}`,
			figures: { own, plain }
		}
	];
}
