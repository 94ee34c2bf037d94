import { sortOf } from '#lib/commitments/facets.ts';
import { commitmentFacets, listCommitments } from '#lib/commitments/queries.server.ts';
import { commitmentFilters } from '#lib/commitments/schema.ts';
import { readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { listPrincipleTexts } from '#lib/frameworks/queries/principles.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const filters = readFilters(commitmentFilters, event.url.searchParams);
		const list = await listCommitments(db, actor, filters);
		return {
			filters,
			sort: sortOf(filters),
			list,
			facets: await commitmentFacets(db, filters, list.alike),
			principles: await listPrincipleTexts(db)
		};
	});
