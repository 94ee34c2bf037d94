import { today } from '#lib/comparison/as-of.ts';
import { indicatorsBeside } from '#lib/comparison/queries/indicators.server.ts';
import { indicatorFilters, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const filters = readFilters(indicatorFilters, event.url.searchParams);
	return asActor(event, async (db) => ({
		...(await indicatorsBeside(db, filters)),
		filters,
		asOf: filters.on ?? today()
	}));
};
