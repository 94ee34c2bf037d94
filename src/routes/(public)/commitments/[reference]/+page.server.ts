import { currentTime } from '#lib/clock.ts';
import { getCommitment, openActions } from '#lib/commitments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const commitment = await getCommitment(db, actor, event.params.reference);
		return {
			commitment,
			mayReport: openActions(actor, commitment).update,
			today: currentTime().toISOString().slice(0, 10)
		};
	});
