import { organisationsOf } from '#lib/access/actor.ts';
import { assessmentTasks } from '#lib/assessments/queries.server.ts';
import { commitmentTasks } from '#lib/commitments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitments: await commitmentTasks(db, actor),
		assessments: await assessmentTasks(db, actor),
		mayWrite: organisationsOf(actor, 'contributor').length > 0
	}));
