import { fail } from '@sveltejs/kit';
import { manageableOrganisations } from '#lib/access/members.server.ts';
import { tokenInput, tokenRevocation } from '#lib/access/schema.ts';
import { listTokens, makeToken, revokeToken } from '#lib/access/tokens.server.ts';
import { asActor, attemptInPlace, formAction } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const chosen = event.url.searchParams.get('organisation') || undefined;
		return {
			chosen,
			...(await listTokens(db, actor, chosen)),
			others: await manageableOrganisations(db, actor),
			token: crypto.randomUUID()
		};
	});

export const actions: Actions = {
	/** The token is in the answer itself: it is shown this once. */
	make: async (event) => {
		const form = parseForm(tokenInput, await event.request.formData());
		if (!form.ok) return fail(400, form);
		const outcome = await attemptInPlace(event, form, (db, actor) =>
			makeToken(db, actor, form.data)
		);
		return 'done' in outcome ? { made: { secret: outcome.done, name: form.data.name } } : outcome;
	},
	revoke: formAction(tokenRevocation, async (db, actor, data) => {
		const organisation = await revokeToken(db, actor, data);
		return `/workspace/settings/tokens?${organisation}done=token_revoked`;
	})
};
