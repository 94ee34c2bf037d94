import { randomUUID } from 'node:crypto';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { extendCycle } from '#lib/frameworks/commands/extend.server.ts';
import { getCycle } from '#lib/frameworks/queries/cycles.server.ts';
import {
	listExtensions,
	organisationsAnswering
} from '#lib/frameworks/queries/extensions.server.ts';
import { lastExtension } from '#lib/frameworks/rules.ts';
import { extensionInput } from '#lib/frameworks/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const cycle = await getCycle(db, actor, event.params.id);
		return {
			cycle,
			latest: lastExtension(cycle),
			extensions: await listExtensions(db, actor, cycle.id),
			organisations: cycle.mayManage ? await organisationsAnswering(db, actor, cycle.audience) : [],
			token: randomUUID()
		};
	});

export const actions: Actions = {
	default: formAction(extensionInput, (db, actor, data, { id }: { id: string }) =>
		extendCycle(db, actor, id, data)
	)
};
