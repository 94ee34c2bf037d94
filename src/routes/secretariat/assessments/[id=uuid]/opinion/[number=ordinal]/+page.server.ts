import { error } from '@sveltejs/kit';
import { giveOpinion } from '#lib/assessments/commands.server.ts';
import { getReview } from '#lib/assessments/queries.server.ts';
import { opinionInput } from '#lib/assessments/review-schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const { requirements, ...review } = await getReview(db, actor, event.params.id);
		const requirement = requirements.find(({ number }) => String(number) === event.params.number);
		if (!requirement) error(404, 'not_found');
		const me = actor.kind === 'person' ? actor.userId : null;
		return {
			review,
			requirement,
			mine: requirement.opinions.find(({ reviewerId }) => reviewerId === me) ?? null
		};
	});

export const actions: Actions = {
	default: formAction(opinionInput, async (db, actor, data, { id }: { id: string }) => {
		await giveOpinion(db, actor, id, data);
		return `/secretariat/assessments/${id}?all&done=opinion_given#${data.number}`;
	})
};
