import { endReply, saveReplies } from '#lib/assessments/commands.server.ts';
import { getReplies } from '#lib/assessments/queries.server.ts';
import { repliesInput } from '#lib/assessments/review-schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({ replies: await getReplies(db, actor, event.params.id) }));

const here = (id: string) => `/workspace/assessments/${id}/reply`;

export const actions: Actions = {
	save: formAction(repliesInput, async (db, actor, data, { id }: { id: string }) => {
		await saveReplies(db, actor, id, data);
		return `${here(id)}?done=replies_saved`;
	}),
	end: formAction(repliesInput, async (db, actor, data, { id }: { id: string }) => {
		await endReply(db, actor, id, data);
		return `${here(id)}?done=reply_ended`;
	})
};
