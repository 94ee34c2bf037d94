import { pageFilter, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import {
	companyFacets,
	countEndorsers,
	listCompanies
} from '#lib/organisations/queries/companies.server.ts';
import { companyListFilters } from '#lib/organisations/schema.ts';
import { pageOf } from '#lib/ui/pages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db) => {
		const filters = readFilters(companyListFilters, event.url.searchParams);
		const { page: asked } = readFilters(pageFilter, event.url.searchParams);
		const { rows, ...page } = pageOf(await listCompanies(db, filters), asked);
		return {
			filters,
			companies: rows,
			page,
			facets: await companyFacets(db),
			endorsers: await countEndorsers(db)
		};
	});
