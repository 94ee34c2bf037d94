import { randomUUID } from 'node:crypto';
import { asActor } from '#lib/forms/attempt.server.ts';
import * as commands from '#lib/summaries/commands.server.ts';
import { getDraftState } from '#lib/summaries/draft.server.ts';
import { getSummary } from '#lib/summaries/queries.server.ts';
import * as schema from '#lib/summaries/schema.ts';
import { withdrawSummary } from '#lib/summaries/withdraw.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { step } from './step.server.ts';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const summary = await getSummary(db, actor, event.params.id);
		return {
			summary,
			open: summary.mayEdit ? await getDraftState(db, actor, summary.id) : null,
			token: randomUUID()
		};
	});

export const actions: Actions = {
	review: step(schema.summaryStep, 'to_publish', (db, actor, id, { version }) =>
		commands.requestReview(db, actor, id, version)
	),
	return: step(schema.summaryReturn, 'decided', commands.returnSummary),
	publish: step(schema.summaryStep, 'published', (db, actor, id, { version }) =>
		commands.publishSummary(db, actor, id, version)
	),
	withdraw: step(schema.withdrawal, 'withdrawn', withdrawSummary),
	correct: step(schema.correctionStart, 'changed', commands.startCorrection)
};
