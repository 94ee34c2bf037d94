import { proposeRewording } from '#lib/commitments/commands/reword.server.ts';
import { commitmentOptions, getCommitmentTo, wordingsOf } from '#lib/commitments/queries.server.ts';
import { rewordingInput } from '#lib/commitments/reword-schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const { reference } = event.params;
		const commitment = await getCommitmentTo(db, actor, 'rewording.propose', reference);
		const { versions } = await wordingsOf(db, actor, reference);
		return {
			commitment,
			inForce: versions.findLast(({ state }) => state === 'accepted'),
			last: versions.at(-1),
			options: await commitmentOptions(db, actor)
		};
	});

export const actions: Actions = {
	default: formAction(rewordingInput, async (db, actor, data, { reference }) => {
		await proposeRewording(db, actor, reference, data);
		return `/commitments/${reference}/history`;
	})
};
