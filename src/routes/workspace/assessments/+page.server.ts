import { startAssessment } from '#lib/assessments/commands.server.ts';
import { myAssessments } from '#lib/assessments/queries.server.ts';
import { start } from '#lib/assessments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({ assessments: await myAssessments(db, actor) }));

export const actions: Actions = {
	start: formAction(start, async (db, actor, data) => {
		const id = await startAssessment(db, actor, data);
		return `/workspace/assessments/${id}`;
	})
};
