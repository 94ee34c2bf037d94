import { pageFilter, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { countEndorsers } from '#lib/organisations/queries/companies.server.ts';
import {
	countRegister,
	endorsementRegister,
	membersWithoutEndorsement
} from '#lib/organisations/queries/endorsements.server.ts';
import { pageAmong } from '#lib/ui/pages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { page: asked } = readFilters(pageFilter, event.url.searchParams);
	return asActor(event, async (db) => {
		const { limit, offset, ...page } = pageAmong(await countRegister(db), asked);
		return {
			register: await endorsementRegister(db, { limit, offset }),
			page,
			alliances: await membersWithoutEndorsement(db),
			confirmed: await countEndorsers(db)
		};
	});
};
