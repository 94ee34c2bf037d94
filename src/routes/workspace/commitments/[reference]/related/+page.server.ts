import {
	relateCommitment,
	unrelateCommitment
} from '#lib/commitments/commands/relations.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { relationInput, removal } from '#lib/commitments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

const here = (reference: string) => `/workspace/commitments/${reference}/related`;

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitment: await getCommitmentTo(db, actor, 'commitment.edit', event.params.reference)
	}));

export const actions: Actions = {
	add: formAction(relationInput, async (db, actor, data, { reference }) => {
		await relateCommitment(db, actor, reference, data);
		return here(reference);
	}),
	remove: formAction(removal, async (db, actor, data, { reference }) => {
		await unrelateCommitment(db, actor, reference, data);
		return here(reference);
	})
};
