import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { figureChoices } from '#lib/comparison/queries/choices.server.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Db } from '#lib/server/db/types.ts';
import * as commands from '#lib/summaries/commands.server.ts';
import { getSummary } from '#lib/summaries/queries.server.ts';
import * as schema from '#lib/summaries/schema.ts';
import type { Actions, PageServerLoad } from './$types';

function idOf(id: string | undefined): string {
	const parsed = z.uuid().safeParse(id);
	if (!parsed.success) error(404, 'not_found');
	return parsed.data;
}

const pageOf = (id: string) => `/secretariat/summaries/${id}`;

/** One step with a summary: reads its form, does it, and goes where it leads (back to this page unless it says). */
function step<Schema extends z.ZodType>(
	shape: Schema,
	work: (db: Db, actor: Actor, id: string, data: z.output<Schema>) => Promise<string | void>
) {
	return async (event: RequestEvent) => {
		const id = idOf(event.params.id);
		const form = parseForm(shape, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(
			event,
			form,
			async (db, actor) => (await work(db, actor, id, form.data)) ?? pageOf(id)
		);
	};
}

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		summary: await getSummary(db, actor, idOf(event.params.id)),
		choices: await figureChoices(db),
		token: randomUUID()
	}));

export const actions: Actions = {
	save: step(schema.summaryText, commands.changeSummary),
	addFigure: step(schema.figureInput, commands.addFigure),
	removeFigure: step(schema.figureRemoval, commands.removeFigure),
	review: step(schema.summaryStep, (db, actor, id, { version }) =>
		commands.requestReview(db, actor, id, version)
	),
	return: step(schema.summaryReturn, commands.returnSummary),
	publish: step(schema.summaryStep, (db, actor, id, { version }) =>
		commands.publishSummary(db, actor, id, version)
	),
	correct: step(schema.correctionStart, commands.startCorrection)
};
