import { statusChart } from '#lib/comparison/figures/statuses.ts';
import { compareCountries } from '#lib/comparison/queries/countries.server.ts';
import { countryFilters, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const filters = readFilters(countryFilters, event.url.searchParams);
	return asActor(event, async (db) => {
		const comparison = await compareCountries(db, filters);
		const { countries, bodies } = comparison;
		return {
			...comparison,
			filters,
			asOf: new Date().toISOString().slice(0, 10),
			chart: statusChart([...countries, ...bodies], inBoth(m.comparison_status_who, {}))
		};
	});
};
