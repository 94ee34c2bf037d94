import { fail } from '@sveltejs/kit';
import { manageableOrganisations } from '#lib/access/members.server.ts';
import { changeChoices } from '#lib/changes/queries.server.ts';
import { asActor, attemptInPlace } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import { createEndpoint, mayReceive } from '#lib/webhooks/commands.server.ts';
import { listEndpoints } from '#lib/webhooks/queries.server.ts';
import { endpointInput } from '#lib/webhooks/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const chosen = event.url.searchParams.get('organisation') || undefined;
		return {
			chosen,
			...(await listEndpoints(db, actor, chosen)),
			others: await manageableOrganisations(db, actor),
			choices: await changeChoices(db),
			token: crypto.randomUUID()
		};
	});

export const actions: Actions = {
	/** The secret is in the answer itself: it is shown this once. */
	make: async (event) => {
		const form = parseForm(endpointInput, await event.request.formData());
		if (!form.ok) return fail(400, form);
		if (!mayReceive(form.data.url))
			return fail(400, {
				ok: false as const,
				values: form.values,
				errors: { url: { code: 'web_address' as const } }
			});
		const outcome = await attemptInPlace(event, form, (db, actor) =>
			createEndpoint(db, actor, form.data)
		);
		return 'done' in outcome ? { made: { secret: outcome.done, name: form.data.name } } : outcome;
	}
};
