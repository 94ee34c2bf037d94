import { figureChoices } from '#lib/comparison/queries/choices.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { draftFigures } from '#lib/summaries/figure-draft.server.ts';
import { addFigure, removeFigure, removeNumber } from '#lib/summaries/figure-commands.server.ts';
import { getEditableFigures } from '#lib/summaries/queries.server.ts';
import { figureInput, figureRemoval, numberRemoval, summaryStep } from '#lib/summaries/schema.ts';
import { step } from '../step.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		summary: await getEditableFigures(db, actor, event.params.id),
		choices: await figureChoices(db)
	}));

const here = (id: string) => `/secretariat/summaries/${id}/figures?done=changed`;

export const actions: Actions = {
	add: step(figureInput, 'changed', async (db, actor, id, input) => {
		await addFigure(db, actor, id, input);
		return here(id);
	}),
	unbind: step(numberRemoval, 'changed', async (db, actor, id, input) => {
		await removeNumber(db, actor, id, input);
		return here(id);
	}),
	draft: step(summaryStep, 'changed', async (db, actor, id, { version }) => {
		await draftFigures(db, actor, id, version);
		return `/secretariat/summaries/${id}/text`;
	}),
	remove: step(figureRemoval, 'changed', async (db, actor, id, input) => {
		await removeFigure(db, actor, id, input);
		return here(id);
	})
};
