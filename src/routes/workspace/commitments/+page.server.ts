import { organisationsOf } from '#lib/access/actor.ts';
import { myCommitments } from '#lib/commitments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitments: await myCommitments(db, actor),
		mayWrite: organisationsOf(actor, 'contributor').length > 0
	}));
