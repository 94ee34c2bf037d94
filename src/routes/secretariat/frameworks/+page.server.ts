import { asActor } from '#lib/forms/attempt.server.ts';
import { listFrameworks } from '#lib/frameworks/queries/versions.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, (db, actor) => listFrameworks(db, actor));
