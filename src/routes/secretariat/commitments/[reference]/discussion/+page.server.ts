import { randomUUID } from 'node:crypto';
import { addComment } from '#lib/commitments/commands/comment.server.ts';
import { commentInput } from '#lib/commitments/comment-schema.ts';
import { getDiscussion } from '#lib/commitments/queries.server.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		discussion: await getDiscussion(db, actor, event.params.reference),
		token: randomUUID()
	}));

export const actions: Actions = {
	default: formAction(commentInput, async (db, actor, data, { reference }) => {
		await addComment(db, actor, reference, data);
		return `/secretariat/commitments/${reference}/discussion?done=commented`;
	})
};
