import { asActor } from '#lib/forms/attempt.server.ts';
import { listAllSummaries } from '#lib/summaries/queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({ summaries: await listAllSummaries(db, actor) }));
