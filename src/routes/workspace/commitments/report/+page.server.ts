import { reportSeveral } from '#lib/commitments/commands/report-several.server.ts';
import { reportableCommitments } from '#lib/commitments/queries.server.ts';
import { severalUpdates } from '#lib/commitments/several-schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitments: await reportableCommitments(db, actor),
		token: crypto.randomUUID()
	}));

export const actions: Actions = {
	default: formAction(severalUpdates, (db, actor, data) => reportSeveral(db, actor, data))
};
