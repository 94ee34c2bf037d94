import { fail } from '@sveltejs/kit';
import { withdrawCommitment } from '#lib/commitments/commands/decide.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { withdrawal } from '#lib/commitments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitment: await getCommitmentTo(db, actor, 'commitment.withdraw', event.params.reference)
	}));

export const actions: Actions = {
	default: async (event) => {
		const form = parseForm(withdrawal, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await withdrawCommitment(db, actor, event.params.reference, form.data);
			return `/workspace/commitments/${event.params.reference}`;
		});
	}
};
