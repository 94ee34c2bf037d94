import { error, fail } from '@sveltejs/kit';
import { z } from 'zod';
import { reviseUpdate } from '#lib/commitments/commands/report.server.ts';
import { getUpdate } from '#lib/commitments/queries.server.ts';
import { updateRevision } from '#lib/commitments/update-schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const id = z.uuid().safeParse(event.params.id);
	if (!id.success) error(404, 'not_found');
	return asActor(event, (db, actor) => getUpdate(db, actor, 'revise', id.data));
};

export const actions: Actions = {
	default: async (event) => {
		const posted = await event.request.formData();
		posted.set('id', event.params.id);
		const form = parseForm(updateRevision, posted);
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await reviseUpdate(db, actor, form.data);
			return `/workspace/commitments/${event.params.reference}?done=reported`;
		});
	}
};
