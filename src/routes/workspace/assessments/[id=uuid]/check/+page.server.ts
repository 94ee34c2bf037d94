import { getOwnAssessment } from '#lib/assessments/queries.server.ts';
import { VISIBILITIES } from '#lib/assessments/vocabulary.ts';
import { currentTime } from '#lib/clock.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const asked = event.url.searchParams.get('view');
	return asActor(event, async (db, actor) => ({
		/** Printed with it. */
		asOf: currentTime(),
		view: VISIBILITIES.find((audience) => audience === asked) ?? 'secretariat',
		assessment: await getOwnAssessment(db, actor, event.params.id)
	}));
};
