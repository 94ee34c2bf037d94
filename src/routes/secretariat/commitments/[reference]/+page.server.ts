import { decideCommitment } from '#lib/commitments/commands/decide.server.ts';
import { commitmentHistory, getForReview, openActions } from '#lib/commitments/queries.server.ts';
import { commitmentDecision } from '#lib/commitments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const commitment = await getForReview(db, actor, event.params.reference);
		return {
			commitment,
			history: await commitmentHistory(db, actor, commitment),
			open: openActions(actor, commitment)
		};
	});

export const actions: Actions = {
	default: formAction(commitmentDecision, async (db, actor, data, { reference }) => {
		await decideCommitment(db, actor, reference, data);
		return '/secretariat?done=decided';
	})
};
