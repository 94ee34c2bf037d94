import { fail, redirect } from '@sveltejs/kit';
import { identityProvider } from '#lib/access/oidc.server.ts';
import { endCeremony } from '#lib/access/passkey-browser.server.ts';
import { finishProof, siteOf } from '#lib/access/passkey-ceremony.server.ts';
import { passkeyProof } from '#lib/access/schema.ts';
import { parseForm } from '#lib/forms/parse.ts';
import { href, safeReturnPath } from '#lib/i18n/links.ts';
import type { Actions, PageServerLoad } from './$types';

const returnPath = (url: URL) => safeReturnPath(url.searchParams.get('next'), href('/workspace'));

export const load: PageServerLoad = ({ locals: { actor }, url }) => {
	const next = returnPath(url);
	if (actor.kind !== 'person' || !actor.hasPasskey)
		redirect(303, `${href('/sign-in')}?next=${encodeURIComponent(next)}`);
	const provider = identityProvider();
	// By the provider alone where it vouches for two factors: anything less opens nothing to who has a passkey.
	return { next, provider: provider?.acr.length ? provider.name : null };
};

export const actions: Actions = {
	default: async (event) => {
		const form = parseForm(passkeyProof, await event.request.formData());
		if (!form.ok) return fail(400, { passkey: 'no_scripts' as const });
		return endCeremony(event, returnPath(event.url), (db, person) =>
			finishProof(db, person, form.data.response, siteOf(event.url))
		);
	}
};
