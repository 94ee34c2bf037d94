import { fail } from '@sveltejs/kit';
import { postUpdate } from '#lib/commitments/commands/report.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { updateInput } from '#lib/commitments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitment: await getCommitmentTo(db, actor, 'update.post', event.params.reference),
		token: crypto.randomUUID()
	}));

export const actions: Actions = {
	default: async (event) => {
		const form = parseForm(updateInput, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await postUpdate(db, actor, event.params.reference, form.data);
			return `/workspace/commitments/${event.params.reference}`;
		});
	}
};
