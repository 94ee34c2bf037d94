import { requireCan } from '#lib/access/require.server.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { changeCycle } from '#lib/frameworks/commands.server.ts';
import { getCycle } from '#lib/frameworks/queries/cycles.server.ts';
import { termsSeen } from '#lib/frameworks/rules.ts';
import { cycleChange } from '#lib/frameworks/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		requireCan(actor, 'cycle.manage');
		const cycle = await getCycle(db, actor, event.params.id);
		return { cycle, seen: termsSeen(cycle) };
	});

export const actions: Actions = {
	default: formAction(cycleChange, async (db, actor, data, params: { id: string }) => {
		await changeCycle(db, actor, params.id, data);
		return `/secretariat/cycles/${params.id}?done=changed`;
	})
};
