import { asActor } from '#lib/forms/attempt.server.ts';
import { listSummaries, listWithdrawn } from '#lib/summaries/queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db) => ({
		summaries: await listSummaries(db),
		withdrawn: await listWithdrawn(db)
	}));
