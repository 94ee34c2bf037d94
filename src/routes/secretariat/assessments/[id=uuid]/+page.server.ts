import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import {
	acceptAssessment,
	beginReview,
	publishAssessment,
	returnAssessment,
	saveReview
} from '#lib/assessments/commands.server.ts';
import { getReview } from '#lib/assessments/queries.server.ts';
import {
	publication,
	returnInput,
	reviewInput,
	type ReviewInput
} from '#lib/assessments/schema.ts';
import { asActor, attempt, formAction } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({ review: await getReview(db, actor, event.params.id) }));

type Event = RequestEvent<{ id: string }>;
const here = (id: string) => `/secretariat/assessments/${id}`;

/** The same form goes to each of the reviewer's decisions: what they wrote is kept whichever they take. */
async function decide(
	event: Event,
	schema: typeof reviewInput,
	command: (db: Db, actor: Actor, id: string, input: ReviewInput) => Promise<void>,
	next: string
) {
	const form = parseForm(schema, await event.request.formData());
	if (!form.ok) return fail(400, form);
	return attempt(event, form, async (db, actor) => {
		await command(db, actor, event.params.id, form.data);
		return next;
	});
}

export const actions: Actions = {
	begin: (event) =>
		attempt(event, { values: {} }, async (db, actor) => {
			await beginReview(db, actor, event.params.id);
			return `${here(event.params.id)}?done=review_begun`;
		}),
	save: (event) =>
		decide(event, reviewInput, saveReview, `${here(event.params.id)}?done=review_saved`),
	return: (event) => decide(event, returnInput, returnAssessment, '/secretariat?done=decided'),
	accept: (event) =>
		decide(event, reviewInput, acceptAssessment, `${here(event.params.id)}?done=decided`),
	publish: formAction(publication, async (db, actor, data, { id }) => {
		await publishAssessment(db, actor, id, data);
		return `${here(id)}?done=published`;
	})
};
