import { commitmentFacets, listCommitments } from '#lib/commitments/queries.server.ts';
import { commitmentFilters } from '#lib/commitments/schema.ts';
import { readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const filters = readFilters(commitmentFilters, event.url.searchParams);
		return {
			filters,
			list: await listCommitments(db, actor, filters),
			facets: await commitmentFacets(db)
		};
	});
