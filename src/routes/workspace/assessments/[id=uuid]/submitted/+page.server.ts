import { getSubmission } from '#lib/assessments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		assessment: await getSubmission(db, actor, event.params.id)
	}));
