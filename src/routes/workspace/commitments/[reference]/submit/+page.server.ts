import { submitCommitment } from '#lib/commitments/commands/decide.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { missingForSubmission } from '#lib/commitments/rules.ts';
import { submission } from '#lib/commitments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const commitment = await asActor(event, (db, actor) =>
		getCommitmentTo(db, actor, 'commitment.submit', event.params.reference)
	);
	return { commitment, missing: missingForSubmission(commitment) };
};

export const actions: Actions = {
	default: formAction(submission, async (db, actor, data, { reference }) => {
		await submitCommitment(db, actor, reference, data);
		return `/workspace/commitments/${reference}?done=submitted`;
	})
};
