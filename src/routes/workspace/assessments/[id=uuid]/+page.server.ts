import { discloseOwn } from '#lib/assessments/commands.server.ts';
import { getOwnAssessment } from '#lib/assessments/queries.server.ts';
import { disclosing } from '#lib/assessments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const {
			requirements,
			levels: _,
			...assessment
		} = await getOwnAssessment(db, actor, event.params.id);
		return {
			assessment,
			tasks: requirements.map(({ number, title, theme, progress, review, open }) => ({
				number,
				title,
				theme,
				progress,
				comment: review?.comment ?? null,
				open
			}))
		};
	});

export const actions: Actions = {
	disclose: formAction(disclosing, async (db, actor, data, { id }: { id: string }) => {
		await discloseOwn(db, actor, id, data);
		return `/workspace/assessments/${id}?done=changed`;
	})
};
