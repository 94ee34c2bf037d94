import { statusFlow } from '#lib/comparison/queries/flow.server.ts';
import { flowFilters, type FlowFilters } from '#lib/comparison/schema.ts';
import { quarterKey } from '#lib/comparison/shapes/flow.ts';
import { FLOW_STATES } from '#lib/comparison/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { listing, type Reading } from '../listing.ts';
import { flowRow } from '../records/compared.ts';

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

export const flowListing = listing({
	path: '/compare/over-time',
	title: inBoth(m.comparison_data_flow, {}),
	holds: inBoth(m.comparison_data_flow_text, {}),
	parameters: flowFilters,
	record: flowRow,
	paged: false,
	read: flowRecords
});
