import { fail, redirect } from '@sveltejs/kit';
import { requestLink } from '#lib/access/auth.server.ts';
import { failureIn } from '#lib/access/oidc-failure.ts';
import { identityProvider } from '#lib/access/oidc.server.ts';
import { linkRequest } from '#lib/access/schema.ts';
import { isRecent } from '#lib/access/require.server.ts';
import { addressOf } from '#lib/access/sign-in-limits.server.ts';
import { DEMO_PEOPLE } from '#lib/exchange/demo/people.ts';
import { parseForm, type FormFailure } from '#lib/forms/parse.ts';
import { href, safeReturnPath } from '#lib/i18n/links.ts';
import { env } from '#lib/server/env.ts';
import type { Actions, PageServerLoad } from './$types';

const returnPath = (url: URL) => safeReturnPath(url.searchParams.get('next'), href('/workspace'));

export const load: PageServerLoad = ({ url, locals: { actor } }) => {
	const failed = url.searchParams.has('error');
	const problem = failureIn(url);
	const next = url.searchParams.has('next') ? returnPath(url) : null;
	const proving = actor.kind === 'person' && next !== null && !failed && !problem;
	const query = `?next=${encodeURIComponent(next ?? '')}`;
	// Who is asked for two factors proves anew by a passkey, or registers one first; that takes a fresh link like any other.
	if (proving && actor.hasPasskey) redirect(303, href('/sign-in/passkey') + query);
	const register = href('/workspace/settings/passkeys');
	const first = proving && !!actor.needsTwoFactors && !next.startsWith(register);
	if (first && isRecent(actor)) redirect(303, register + query);
	return {
		people: env().CONCORD_DEMO ? DEMO_PEOPLE : [],
		failed,
		provider: identityProvider()?.name ?? null,
		problem,
		signedIn: actor.kind === 'person',
		next: first ? register + query : next,
		first
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { request, url, setHeaders } = event;
		const form = parseForm(linkRequest, await request.formData());
		if (!form.ok) return fail(400, form);
		const { email } = form.data;
		const wait = await requestLink(email, returnPath(url), url.origin, addressOf(event));
		if (wait !== null) {
			setHeaders({ 'retry-after': String(wait) });
			return fail<FormFailure>(429, {
				ok: false,
				values: form.values,
				errors: {},
				refusal: { reason: 'too_many', where: [] }
			});
		}
		redirect(303, `${href('/sign-in/check-mail')}?to=${encodeURIComponent(email)}`);
	}
};
