import { readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import {
	companyFacets,
	countEndorsers,
	listCompanies
} from '#lib/organisations/queries/companies.server.ts';
import { companyListFilters } from '#lib/organisations/schema.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db) => {
		const filters = readFilters(companyListFilters, event.url.searchParams);
		return {
			filters,
			companies: await listCompanies(db, filters),
			facets: await companyFacets(db),
			endorsers: await countEndorsers(db)
		};
	});
