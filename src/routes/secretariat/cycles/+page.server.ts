import { asActor } from '#lib/forms/attempt.server.ts';
import { listCycles } from '#lib/frameworks/queries/cycles.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => asActor(event, (db, actor) => listCycles(db, actor));
