import { withdrawCommitment } from '#lib/commitments/commands/decide.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { withdrawal } from '#lib/commitments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitment: await getCommitmentTo(db, actor, 'commitment.withdraw', event.params.reference)
	}));

export const actions: Actions = {
	default: formAction(withdrawal, async (db, actor, data, { reference }) => {
		await withdrawCommitment(db, actor, reference, data);
		return `/secretariat/commitments/${reference}?done=withdrawn`;
	})
};
