import { fail, redirect } from '@sveltejs/kit';
import { confirmationPath, linkHolds } from '#lib/access/auth.server.ts';
import { linkConfirmation } from '#lib/access/schema.ts';
import { parseForm } from '#lib/forms/parse.ts';
import { href, safeReturnPath } from '#lib/i18n/links.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	// The address holds the token: no cache keeps it, no other site is told of it. (With no-referrer
	// the browser would post the form with a null origin, which is refused.)
	setHeaders({ 'referrer-policy': 'same-origin', 'cache-control': 'private, no-store' });
	const given = linkConfirmation.safeParse(Object.fromEntries(url.searchParams));
	return { link: given.success && (await linkHolds(given.data)) ? given.data : null };
};

export const actions: Actions = {
	default: async ({ request, url }) => {
		const form = parseForm(linkConfirmation, await request.formData());
		if (!form.ok) return fail(400, form);
		const { token, email, next } = form.data;
		redirect(
			303,
			confirmationPath(token, email, safeReturnPath(next, href('/workspace')), url.origin)
		);
	}
};
