import { fail } from '@sveltejs/kit';
import { submitCommitment } from '#lib/commitments/commands/decide.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { missingForSubmission } from '#lib/commitments/rules.ts';
import { submission } from '#lib/commitments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const commitment = await asActor(event, (db, actor) =>
		getCommitmentTo(db, actor, 'commitment.submit', event.params.reference)
	);
	return { commitment, missing: missingForSubmission(commitment) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = parseForm(submission, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await submitCommitment(db, actor, event.params.reference, form.data);
			return `/workspace/commitments/${event.params.reference}`;
		});
	}
};
