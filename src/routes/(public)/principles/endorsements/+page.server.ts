import { pageFilter, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { countEndorsers } from '#lib/organisations/queries/companies.server.ts';
import {
	endorsementRegister,
	membersWithoutEndorsement
} from '#lib/organisations/queries/endorsements.server.ts';
import { pageOf } from '#lib/ui/pages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { page: asked } = readFilters(pageFilter, event.url.searchParams);
	return asActor(event, async (db) => {
		const register = await endorsementRegister(db);
		const samplesLast = register.toSorted((a, b) => Number(a.sample) - Number(b.sample));
		const { rows, ...page } = pageOf(samplesLast, asked);
		return {
			register: rows,
			page,
			alliances: await membersWithoutEndorsement(db),
			confirmed: await countEndorsers(db)
		};
	});
};
