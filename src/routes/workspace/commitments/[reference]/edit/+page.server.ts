import { changeCommitment } from '#lib/commitments/commands/draft.server.ts';
import { commitmentOptions, getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { commitmentChange } from '#lib/commitments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitment: await getCommitmentTo(db, actor, 'commitment.edit', event.params.reference),
		options: await commitmentOptions(db, actor)
	}));

export const actions: Actions = {
	default: formAction(commitmentChange, async (db, actor, data, { reference }) => {
		await changeCommitment(db, actor, reference, data);
		return `/workspace/commitments/${reference}?done=changed`;
	})
};
