import { fail } from '@sveltejs/kit';
import { createCommitment } from '#lib/commitments/commands/draft.server.ts';
import { commitmentOptions } from '#lib/commitments/queries.server.ts';
import { commitmentInput } from '#lib/commitments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		options: await commitmentOptions(db, actor),
		token: crypto.randomUUID()
	}));

export const actions: Actions = {
	default: async (event) => {
		const form = parseForm(commitmentInput, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			const reference = await createCommitment(db, actor, form.data);
			return `/workspace/commitments/${reference}/milestones`;
		});
	}
};
