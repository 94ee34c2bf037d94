import { asActor } from '#lib/forms/attempt.server.ts';
import { getFramework } from '#lib/frameworks/queries/versions.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, (db, actor) => getFramework(db, actor, event.params.id));
