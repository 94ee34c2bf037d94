import { error, fail } from '@sveltejs/kit';
import { z } from 'zod';
import { decideUpdate } from '#lib/commitments/commands/decide-update.server.ts';
import { getUpdate } from '#lib/commitments/queries.server.ts';
import { updateDecision } from '#lib/commitments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

function idOf(id: string): string {
	if (!z.uuid().safeParse(id).success) error(404, 'not_found');
	return id;
}

export const load: PageServerLoad = (event) =>
	asActor(event, (db, actor) => getUpdate(db, actor, 'review', idOf(event.params.id)));

export const actions: Actions = {
	default: async (event) => {
		const id = idOf(event.params.id);
		const form = parseForm(updateDecision, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await decideUpdate(db, actor, id, form.data);
			return '/secretariat?done=decided';
		});
	}
};
