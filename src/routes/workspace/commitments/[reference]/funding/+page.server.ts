import { addFunding, removeFunding } from '#lib/commitments/commands/parts.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { fundingInput, removal } from '#lib/commitments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

const here = (reference: string) => `/workspace/commitments/${reference}/funding`;

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitment: await getCommitmentTo(db, actor, 'commitment.edit', event.params.reference),
		token: crypto.randomUUID()
	}));

export const actions: Actions = {
	add: formAction(fundingInput, async (db, actor, data, { reference }) => {
		await addFunding(db, actor, reference, data);
		return here(reference);
	}),
	remove: formAction(removal, async (db, actor, data, { reference }) => {
		await removeFunding(db, actor, reference, data);
		return here(reference);
	})
};
