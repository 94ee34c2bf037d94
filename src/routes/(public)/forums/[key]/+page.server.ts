import { asActor } from '#lib/forms/attempt.server.ts';
import { listPublished } from '#lib/commitments/queries/published.server.ts';
import { getForum } from '#lib/organisations/queries/forums.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db) => ({
		forum: await getForum(db, event.params.key),
		commitments: await listPublished(db, { forum: event.params.key })
	}));
