import { cycleProgress } from '#lib/assessments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { getCycle } from '#lib/frameworks/queries/cycles.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const cycle = await getCycle(db, actor, event.params.id);
		return { cycle, progress: await cycleProgress(db, actor, cycle) };
	});
