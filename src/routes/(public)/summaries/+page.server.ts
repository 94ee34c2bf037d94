import { asActor } from '#lib/forms/attempt.server.ts';
import { listSummaries } from '#lib/summaries/queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db) => ({ summaries: await listSummaries(db) }));
