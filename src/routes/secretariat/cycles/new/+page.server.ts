import { randomUUID } from 'node:crypto';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { createCycle } from '#lib/frameworks/commands.server.ts';
import { assessedFrameworks } from '#lib/frameworks/queries/cycles.server.ts';
import { cycleInput } from '#lib/frameworks/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		frameworks: await assessedFrameworks(db, actor),
		token: randomUUID()
	}));

export const actions: Actions = {
	default: formAction(
		cycleInput,
		async (db, actor, data) => `${await createCycle(db, actor, data)}?done=cycle_made`
	)
};
