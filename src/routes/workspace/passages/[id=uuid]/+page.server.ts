import { currentTime } from '#lib/clock.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { replyToPassage } from '#lib/summaries/replies.server.ts';
import { getOwnPassage } from '#lib/summaries/reply-queries.server.ts';
import { passageReply } from '#lib/summaries/reply-schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		passage: await getOwnPassage(
			db,
			actor,
			event.params.id,
			currentTime().toISOString().slice(0, 10)
		)
	}));

export const actions: Actions = {
	default: formAction(passageReply, async (db, actor, data, { id }) => {
		await replyToPassage(db, actor, id, data);
		return `/workspace/passages/${id}?done=replied`;
	})
};
