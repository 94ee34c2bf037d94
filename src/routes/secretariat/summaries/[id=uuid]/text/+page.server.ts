import { asActor } from '#lib/forms/attempt.server.ts';
import { changeSummary } from '#lib/summaries/commands.server.ts';
import { getEditableSummary } from '#lib/summaries/queries.server.ts';
import { summaryText } from '#lib/summaries/schema.ts';
import { step } from '../step.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		summary: await getEditableSummary(db, actor, event.params.id)
	}));

export const actions: Actions = { default: step(summaryText, 'changed', changeSummary) };
