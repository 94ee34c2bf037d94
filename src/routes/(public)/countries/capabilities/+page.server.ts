import { readAggregates } from '#lib/assessments/queries.server.ts';
import { capabilitiesFigure } from '#lib/comparison/figures/capabilities.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { MODEL_NATIONAL_RESPONSE } from '#lib/frameworks/vocabulary.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db) => {
		const { levels, cycles } = await readAggregates(db, MODEL_NATIONAL_RESPONSE);
		return {
			sums: cycles.map((cycle) => ({
				key: cycle.key,
				organisations: cycle.organisations,
				figure: capabilitiesFigure(cycle, { levels })
			}))
		};
	});
