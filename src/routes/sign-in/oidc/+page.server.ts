import { redirect } from '@sveltejs/kit';
import { beginConnecting, beginSignIn } from '#lib/access/oidc-browser.server.ts';
import { href, safeReturnPath } from '#lib/i18n/links.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ request }) => {
	if (request.method === 'GET') redirect(303, href('/sign-in'));
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		if (form.has('connect')) return beginConnecting(event, href('/workspace/settings/sessions'));
		return beginSignIn(
			event,
			safeReturnPath(event.url.searchParams.get('next'), href('/workspace'))
		);
	}
};
