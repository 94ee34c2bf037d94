import { readTreatyActions } from '#lib/comparison/queries/places.server.ts';
import { countByStatus } from '#lib/comparison/queries/statuses.server.ts';
import { readFilters } from '#lib/comparison/schema.ts';
import { treatyStandings } from '#lib/comparison/shapes/treaties.ts';
import { TREATY_KEYS } from '#lib/comparison/vocabulary.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { listCountries } from '#lib/organisations/queries/countries.server.ts';
import { listForumsOfCountries } from '#lib/organisations/queries/forums.server.ts';
import { countryListFilters } from '#lib/organisations/schema.ts';
import { sumCounts } from '#lib/organisations/status-counts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db) => {
		const filters = readFilters(countryListFilters, event.url.searchParams);
		const countries = await listCountries(db, filters);
		const counts = sumCounts(await countByStatus(db, 'country'));
		const treaties = treatyStandings(await readTreatyActions(db, Object.values(TREATY_KEYS)));
		return {
			filters,
			forums: await listForumsOfCountries(db),
			countries: countries
				.map((country) => ({
					...country,
					counts: counts.get(country.code) ?? null,
					treaties: treaties.get(country.code) ?? null
				}))
				.filter(({ counts }) => !filters.recorded || counts !== null)
		};
	});
