import { readAggregates } from '#lib/assessments/queries.server.ts';
import { untilEndOf } from '#lib/comparison/as-of.ts';
import { capabilitiesFigure } from '#lib/comparison/figures/capabilities.ts';
import { capabilityFilters, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { MODEL_NATIONAL_RESPONSE } from '#lib/frameworks/vocabulary.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { on } = readFilters(capabilityFilters, event.url.searchParams);
	return asActor(event, async (db) => {
		const { levels, cycles } = await readAggregates(db, MODEL_NATIONAL_RESPONSE, untilEndOf(on));
		return {
			on,
			sums: cycles.map((cycle) => ({
				key: cycle.key,
				organisations: cycle.organisations,
				figure: capabilitiesFigure(cycle, { levels })
			}))
		};
	});
};
