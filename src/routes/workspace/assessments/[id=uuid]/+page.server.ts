import { getOwnAssessment } from '#lib/assessments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

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
