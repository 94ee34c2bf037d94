import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { asActor, attemptInPlace } from '#lib/forms/attempt.server.ts';
import { href } from '#lib/i18n/links.ts';
import { askNow } from '#lib/links/ask.server.ts';
import {
	publishSummary,
	requestReview,
	returnSummary,
	startCorrection
} from '#lib/summaries/commands.server.ts';
import { getDraftState } from '#lib/summaries/draft.server.ts';
import { seeSummaryLink, wantSummaryLinks } from '#lib/summaries/links.server.ts';
import { getSummary } from '#lib/summaries/queries.server.ts';
import { callBackSummary, scheduleSummary } from '#lib/summaries/schedule.server.ts';
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
		requestReview(db, actor, id, version)
	),
	return: step(schema.summaryReturn, 'decided', returnSummary),
	publish: step(schema.summaryStep, 'published', (db, actor, id, { version }) =>
		publishSummary(db, actor, id, version)
	),
	schedule: step(schema.summarySchedule, 'edition_scheduled', scheduleSummary),
	callBack: step(schema.summaryStep, 'called_back', (db, actor, id, { version }) =>
		callBackSummary(db, actor, id, version)
	),
	look: async (event) => {
		const asked = await attemptInPlace(event, { values: {} }, (db, actor) =>
			wantSummaryLinks(db, actor, event.params.id)
		);
		if (!('done' in asked)) return asked;
		// Outside any transaction, and for a while at most: what takes longer comes by itself.
		await askNow(asked.done);
		redirect(303, href(`/secretariat/summaries/${event.params.id}?done=links_asked`));
	},
	seen: step(schema.linkSeen, 'link_seen', seeSummaryLink),
	withdraw: step(schema.withdrawal, 'withdrawn', withdrawSummary),
	correct: step(schema.correctionStart, 'changed', startCorrection)
};
