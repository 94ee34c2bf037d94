import { randomUUID } from 'node:crypto';
import { asActor } from '#lib/forms/attempt.server.ts';
import { askForReply, dropPassage } from '#lib/summaries/replies.server.ts';
import { getRequests } from '#lib/summaries/reply-queries.server.ts';
import { passageDrop, passageInput } from '#lib/summaries/reply-schema.ts';
import type { Actions, PageServerLoad } from './$types';
import { step } from '../step.server.ts';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		asking: await getRequests(db, actor, event.params.id),
		token: randomUUID()
	}));

export const actions: Actions = {
	ask: step(passageInput, 'asked', askForReply),
	drop: step(passageDrop, 'request_dropped', async (db, actor, id, data) => {
		await dropPassage(db, actor, id, data);
		return `/secretariat/summaries/${id}/replies?done=request_dropped`;
	})
};
