import {
	publishCycle,
	schedulePublication,
	unschedulePublication
} from '#lib/assessments/commands.server.ts';
import { readyToPublish } from '#lib/assessments/queries.server.ts';
import { asActor, attempt, formAction } from '#lib/forms/attempt.server.ts';
import { getCycle } from '#lib/frameworks/queries/cycles.server.ts';
import { momentSeen } from '#lib/frameworks/rules.ts';
import { schedule, unscheduling } from '#lib/frameworks/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const cycle = await getCycle(db, actor, event.params.id);
		return {
			cycle,
			seen: momentSeen(cycle.publishAt),
			...(await readyToPublish(db, actor, cycle.id))
		};
	});

const page = (id: string, done: string) => `/secretariat/cycles/${id}/publish?done=${done}`;

export const actions: Actions = {
	schedule: formAction(schedule, async (db, actor, data, { id }: { id: string }) => {
		await schedulePublication(db, actor, id, data);
		return page(id, 'scheduled');
	}),
	clear: formAction(unscheduling, async (db, actor, data, { id }: { id: string }) => {
		await unschedulePublication(db, actor, id, data);
		return page(id, 'changed');
	}),
	now: (event) =>
		attempt(event, { values: {} }, async (db, actor) => {
			await publishCycle(db, actor, event.params.id);
			return page(event.params.id, 'published');
		})
};
