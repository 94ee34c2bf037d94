import { error } from '@sveltejs/kit';
import { tablesOf } from '#lib/comparison/views/tables.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { bindNumber, changeFigure, removeNumber } from '#lib/summaries/figure-commands.server.ts';
import { numberChoices } from '#lib/summaries/numbers.ts';
import { getEditableFigures } from '#lib/summaries/queries.server.ts';
import { figureWords, numberInput, numberRemoval } from '#lib/summaries/schema.ts';
import { step } from '../../step.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locale } = event.locals;
	const { figures, ...summary } = await asActor(event, (db, actor) =>
		getEditableFigures(db, actor, event.params.id)
	);
	const figure = figures.find(({ position }) => position === Number(event.params.position));
	if (!figure) error(404, 'not_found');
	const { views, ...asked } = figure;
	return {
		summary,
		figure: { ...asked, view: views[locale] },
		numbers: summary.numbers.filter((number) => number.figure === figure.position),
		choices: numberChoices(tablesOf(views), locale)
	};
};

const list = (id: string) => `/secretariat/summaries/${id}/figures?done=changed`;

export const actions: Actions = {
	words: step(figureWords, 'changed', async (db, actor, id, input) => {
		await changeFigure(db, actor, id, input);
		return list(id);
	}),
	bind: step(numberInput, 'changed', async (db, actor, id, input) => {
		await bindNumber(db, actor, id, input);
		return list(id);
	}),
	unbind: step(numberRemoval, 'changed', async (db, actor, id, input) => {
		await removeNumber(db, actor, id, input);
		return list(id);
	})
};
