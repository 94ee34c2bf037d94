import { asActor } from '#lib/forms/attempt.server.ts';
import { publicCycles } from '#lib/frameworks/queries/extensions.server.ts';
import { listRegimes } from '#lib/frameworks/queries/crosswalk.server.ts';
import { listPrincipleTexts } from '#lib/frameworks/queries/principles.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db) => ({
		cycles: await publicCycles(db),
		principles: await listPrincipleTexts(db),
		regimes: await listRegimes(db)
	}));
