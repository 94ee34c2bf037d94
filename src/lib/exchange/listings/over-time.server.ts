import { statusFlow } from '#lib/comparison/queries/flow.server.ts';
import type { FlowFilters } from '#lib/comparison/schema.ts';
import { quarterKey } from '#lib/comparison/shapes/flow.ts';
import { FLOW_STATES } from '#lib/comparison/vocabulary.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Reading } from '../public-reading.server.ts';

/** Commitments by status at the end of each quarter: one line for each. */
export async function flowRecords(db: Db, asked: FlowFilters): Promise<Reading> {
	const { quarters, last } = await statusFlow(db, asked);
	return {
		name: 'commitments-over-time',
		columns: ['quarter', 'ended', ...FLOW_STATES, 'total'],
		records: quarters.map(({ quarter, counts, total }) => ({
			quarter: quarterKey(quarter),
			ended: quarter < last,
			...counts,
			total
		}))
	};
}
