import { currentTime } from '#lib/clock.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { ownFindings } from '#lib/frameworks/queries/findings.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		findings: await ownFindings(db, actor),
		today: currentTime().toISOString().slice(0, 10)
	}));
