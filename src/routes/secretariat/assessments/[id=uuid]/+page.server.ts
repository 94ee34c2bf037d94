import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import {
	acceptAssessment,
	beginReview,
	declareInterest,
	publishAssessment,
	returnAssessment,
	saveReview
} from '#lib/assessments/commands.server.ts';
import { getReview } from '#lib/assessments/queries.server.ts';
import {
	interestInput,
	returnInput,
	reviewInput,
	type ReviewInput
} from '#lib/assessments/review-schema.ts';
import { publication } from '#lib/assessments/schema.ts';
import { asActor, attempt, formAction } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		review: await getReview(db, actor, event.params.id),
		/** Whether answers that have not changed since the submission before are shown too. */
		all: event.url.searchParams.has('all')
	}));

type Event = RequestEvent<{ id: string }>;
const here = (id: string) => `/secretariat/assessments/${id}`;

/** The same page, with as many answers as were on it. */
const again = ({ params, url }: Event) =>
	`${here(params.id)}?${url.searchParams.has('all') ? 'all' : 'changed'}`;

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
	begin: formAction(interestInput, async (db, actor, data, { id }) => {
		await beginReview(db, actor, id, data);
		return `${here(id)}?done=${data.interest === 'conflict' ? 'interest_declared' : 'review_begun'}`;
	}),
	declare: formAction(interestInput, async (db, actor, data, { id }) => {
		await declareInterest(db, actor, id, data);
		return `${here(id)}?done=interest_declared`;
	}),
	save: (event) => decide(event, reviewInput, saveReview, `${again(event)}&done=review_saved`),
	return: (event) => decide(event, returnInput, returnAssessment, '/secretariat?done=decided'),
	accept: (event) =>
		decide(event, reviewInput, acceptAssessment, `${here(event.params.id)}?done=decided`),
	publish: formAction(publication, async (db, actor, data, { id }) => {
		await publishAssessment(db, actor, id, data);
		return `${here(id)}?done=published`;
	})
};
