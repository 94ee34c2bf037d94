import { commitmentOverview } from '#lib/commitments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { countEndorsers } from '#lib/organisations/queries/companies.server.ts';
import {
	latestSummaries,
	latestUpdates,
	newestCycle
} from '#lib/organisations/queries/overview.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db) => {
		return {
			...(await commitmentOverview(db)),
			endorsers: await countEndorsers(db),
			cycle: await newestCycle(db),
			updates: await latestUpdates(db, 6),
			summaries: await latestSummaries(db, 3)
		};
	});
