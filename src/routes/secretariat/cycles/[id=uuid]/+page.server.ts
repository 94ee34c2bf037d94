import { nudgeOrganisations } from '#lib/assessments/commands.server.ts';
import { COURSE_STAGES } from '#lib/assessments/stages.ts';
import { cycleProgress } from '#lib/assessments/queries.server.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { getCycle } from '#lib/frameworks/queries/cycles.server.ts';
import { chosenOrganisations } from '#lib/frameworks/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const cycle = await getCycle(db, actor, event.params.id);
		const asked = event.url.searchParams.get('stage');
		return {
			cycle,
			stage: COURSE_STAGES.find((stage) => stage === asked) ?? null,
			progress: await cycleProgress(db, actor, cycle)
		};
	});

export const actions: Actions = {
	nudge: formAction(chosenOrganisations, async (db, actor, data, params: { id: string }) => {
		await nudgeOrganisations(db, actor, params.id, data);
		return `/secretariat/cycles/${params.id}?done=nudged`;
	})
};
