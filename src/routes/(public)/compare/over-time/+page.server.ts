import { today } from '#lib/comparison/as-of.ts';
import { flowFigure } from '#lib/comparison/figures/flow.ts';
import { statusFlow } from '#lib/comparison/queries/flow.server.ts';
import { flowFilters, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const filters = readFilters(flowFilters, event.url.searchParams);
	const asOf = filters.on ?? today();
	return asActor(event, async (db) => {
		const { quarters, ...flow } = await statusFlow(db, filters, asOf);
		return {
			...flow,
			filters,
			asOf,
			/** The year of the first quarter shown. */
			from: quarters[0] && Math.floor(quarters[0].quarter / 4),
			answer: flowFigure({ quarters, last: flow.last, asOf })
		};
	});
};
