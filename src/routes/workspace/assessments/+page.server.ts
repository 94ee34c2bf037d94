import { fail } from '@sveltejs/kit';
import { startAssessment } from '#lib/assessments/commands.server.ts';
import { myAssessments } from '#lib/assessments/queries.server.ts';
import { start } from '#lib/assessments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({ assessments: await myAssessments(db, actor) }));

export const actions: Actions = {
	start: async (event) => {
		const form = parseForm(start, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			const id = await startAssessment(db, actor, form.data);
			return `/workspace/assessments/${id}`;
		});
	}
};
