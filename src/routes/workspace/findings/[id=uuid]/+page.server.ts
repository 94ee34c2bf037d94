import { currentTime } from '#lib/clock.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { replyToFinding } from '#lib/frameworks/commands/findings.server.ts';
import { findingReplyInput } from '#lib/frameworks/finding-schema.ts';
import { getOwnFinding } from '#lib/frameworks/queries/findings.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		finding: await getOwnFinding(db, actor, event.params.id),
		today: currentTime().toISOString().slice(0, 10)
	}));

export const actions: Actions = {
	default: formAction(findingReplyInput, async (db, actor, data, { id }) => {
		await replyToFinding(db, actor, id, data);
		return `/workspace/findings/${id}?done=replied`;
	})
};
