import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { queryOf } from '#lib/comparison/addresses.ts';
import { viewAsked } from '#lib/comparison/schema.ts';
import { readView } from '#lib/comparison/views/views.server.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { useView } from '#lib/summaries/figure-commands.server.ts';
import { summariesInWork } from '#lib/summaries/queries.server.ts';
import { viewFigure } from '#lib/summaries/schema.ts';
import type { Actions, PageServerLoad } from './$types';

const asked = z.object({ what: viewAsked.shape.what });

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const work = await summariesInWork(db, actor);
		const given = new URLSearchParams(event.url.searchParams);
		const { data } = asked.safeParse(Object.fromEntries(given));
		given.delete('what');
		const view = data && (await readView(db, data.what, given, event.locals.locale));
		if (!view) error(404, 'not_found');
		return {
			summaries: work,
			what: data.what,
			query: queryOf(view.filters).slice(1),
			figure: view.figure
		};
	});

export const actions: Actions = {
	default: formAction(viewFigure, async (db, actor, { summary, what, query, ...words }) => {
		await useView(db, actor, summary, { ...words, filters: { what, query } });
		return `/secretariat/summaries/${summary}/figures?done=changed`;
	})
};
