import { confirmUnchanged, postUpdate } from '#lib/commitments/commands/report.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { mayConfirm } from '#lib/commitments/rules.ts';
import { confirmation, updateInput } from '#lib/commitments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
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
	unchanged: formAction(confirmation, async (db, actor, data, { reference }) => {
		await confirmUnchanged(db, actor, reference, data);
		return pageOf(reference);
	}),
	post: formAction(updateInput, async (db, actor, data, { reference }) => {
		await postUpdate(db, actor, reference, data);
		return pageOf(reference);
	})
};
