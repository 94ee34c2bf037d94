import { fail } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { requireCan } from '#lib/access/require.server.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import { createSummary } from '#lib/summaries/commands.server.ts';
import { summaryInput } from '#lib/summaries/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (_, actor) => {
		requireCan(actor, 'summary.create');
		return { token: randomUUID() };
	});

export const actions: Actions = {
	default: async (event) => {
		const form = parseForm(summaryInput, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, (db, actor) => createSummary(db, actor, form.data));
	}
};
