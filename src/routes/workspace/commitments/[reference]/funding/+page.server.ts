import { fail } from '@sveltejs/kit';
import { addFunding, removeFunding } from '#lib/commitments/commands/parts.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { fundingInput, removal } from '#lib/commitments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const here = ({ params }: RequestEvent) => `/workspace/commitments/${params.reference}/funding`;

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitment: await getCommitmentTo(db, actor, 'commitment.edit', event.params.reference),
		token: crypto.randomUUID()
	}));

export const actions: Actions = {
	add: async (event) => {
		const form = parseForm(fundingInput, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await addFunding(db, actor, event.params.reference, form.data);
			return here(event);
		});
	},
	remove: async (event) => {
		const form = parseForm(removal, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await removeFunding(db, actor, event.params.reference, form.data);
			return here(event);
		});
	}
};
