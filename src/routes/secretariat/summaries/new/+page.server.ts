import { randomUUID } from 'node:crypto';
import { requireCan } from '#lib/access/require.server.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { createSummary } from '#lib/summaries/commands.server.ts';
import { summariesToStartFrom } from '#lib/summaries/queries.server.ts';
import { summaryInput } from '#lib/summaries/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		requireCan(actor, 'summary.create');
		return { token: randomUUID(), earlier: await summariesToStartFrom(db, actor) };
	});

export const actions: Actions = {
	default: formAction(summaryInput, (db, actor, data) => createSummary(db, actor, data))
};
