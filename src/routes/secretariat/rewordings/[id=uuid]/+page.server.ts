import { decideRewording } from '#lib/commitments/commands/reword.server.ts';
import { getRewording } from '#lib/commitments/queries.server.ts';
import { updateDecision } from '#lib/commitments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, (db, actor) => getRewording(db, actor, event.params.id));

export const actions: Actions = {
	default: formAction(updateDecision, async (db, actor, data, { id }) => {
		await decideRewording(db, actor, id, data);
		return '/secretariat?done=decided';
	})
};
