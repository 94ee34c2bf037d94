import { fail } from '@sveltejs/kit';
import { decideCommitment } from '#lib/commitments/commands/decide.server.ts';
import { commitmentHistory, getForReview, openActions } from '#lib/commitments/queries.server.ts';
import { commitmentDecision } from '#lib/commitments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const commitment = await getForReview(db, actor, event.params.reference);
		return {
			commitment,
			history: await commitmentHistory(db, actor, commitment),
			open: openActions(actor, commitment)
		};
	});

export const actions: Actions = {
	default: async (event) => {
		const form = parseForm(commitmentDecision, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await decideCommitment(db, actor, event.params.reference, form.data);
			return '/secretariat';
		});
	}
};
