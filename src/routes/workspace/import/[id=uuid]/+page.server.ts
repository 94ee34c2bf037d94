import { redirect } from '@sveltejs/kit';
import { checkAgain, confirmImport } from '#lib/exchange/import/commands.server.ts';
import { getImport, importFilters } from '#lib/exchange/import/queries.server.ts';
import { applyImport, checkImport, inBackground } from '#lib/exchange/import/work.server.ts';
import { asActor, attemptInPlace } from '#lib/forms/attempt.server.ts';
import { href } from '#lib/i18n/links.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) => {
	const filters = importFilters.parse(Object.fromEntries(event.url.searchParams));
	return asActor(event, async (db, actor) => ({
		filters,
		found: await getImport(db, actor, event.params.id, filters)
	}));
};

const work = { check: inBackground(checkImport), apply: inBackground(applyImport) };

/** Takes a step with the import of this page, then sees to it in the background. */
const step =
	(command: typeof checkAgain, then: keyof typeof work) => async (event: RequestEvent) => {
		const { actor } = event.locals;
		const { id } = event.params;
		const taken = await attemptInPlace(event, { values: {} }, (db, actor) =>
			command(db, actor, id)
		);
		if (!('done' in taken)) return taken;
		if (actor.kind === 'person') work[then](actor, id);
		redirect(303, href(`/workspace/import/${id}`));
	};

export const actions: Actions = {
	confirm: step(confirmImport, 'apply'),
	check: step(checkAgain, 'check')
};
