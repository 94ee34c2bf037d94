import { createCommitment } from '#lib/commitments/commands/draft.server.ts';
import { commitmentOptions } from '#lib/commitments/queries.server.ts';
import { commitmentInput } from '#lib/commitments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		options: await commitmentOptions(db, actor),
		token: crypto.randomUUID()
	}));

export const actions: Actions = {
	default: formAction(commitmentInput, async (db, actor, data) => {
		const reference = await createCommitment(db, actor, data);
		return `/workspace/commitments/${reference}/milestones`;
	})
};
