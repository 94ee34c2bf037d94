import { fail } from '@sveltejs/kit';
import { confirmUnchanged, postUpdate } from '#lib/commitments/commands/report.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { mayConfirm } from '#lib/commitments/rules.ts';
import { confirmation, updateInput } from '#lib/commitments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const commitment = await getCommitmentTo(db, actor, 'update.post', event.params.reference);
		return {
			commitment,
			mayConfirm: mayConfirm(commitment.status),
			token: crypto.randomUUID()
		};
	});

const pageOf = (reference: string) => `/workspace/commitments/${reference}`;

export const actions: Actions = {
	unchanged: async (event) => {
		const form = parseForm(confirmation, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await confirmUnchanged(db, actor, event.params.reference, form.data);
			return pageOf(event.params.reference);
		});
	},
	post: async (event) => {
		const form = parseForm(updateInput, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await postUpdate(db, actor, event.params.reference, form.data);
			return pageOf(event.params.reference);
		});
	}
};
