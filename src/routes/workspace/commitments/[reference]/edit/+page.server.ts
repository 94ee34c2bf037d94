import { fail } from '@sveltejs/kit';
import { changeCommitment } from '#lib/commitments/commands/draft.server.ts';
import { commitmentOptions, getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { commitmentChange } from '#lib/commitments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitment: await getCommitmentTo(db, actor, 'commitment.edit', event.params.reference),
		options: await commitmentOptions(db, actor)
	}));

export const actions: Actions = {
	default: async (event) => {
		const form = parseForm(commitmentChange, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await changeCommitment(db, actor, event.params.reference, form.data);
			return `/workspace/commitments/${event.params.reference}`;
		});
	}
};
