import { fail } from '@sveltejs/kit';
import { endCeremony } from '#lib/access/passkey-browser.server.ts';
import { finishRegistration, siteOf } from '#lib/access/passkey-ceremony.server.ts';
import { listPasskeys, removePasskey, renamePasskey } from '#lib/access/passkeys.server.ts';
import { isFresh, mayRegister, requirePerson } from '#lib/access/require.server.ts';
import { passkeyRegistration, passkeyRemoval, passkeyRenaming } from '#lib/access/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import { href, safeReturnPath } from '#lib/i18n/links.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = '/workspace/settings/passkeys';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const person = requirePerson(actor);
		const next = event.url.searchParams.get('next');
		return {
			passkeys: await listPasskeys(db, actor),
			mayAdd: mayRegister(person),
			proved: isFresh(person),
			needed: !!person.needsTwoFactors && !person.hasPasskey,
			/** Where somebody was about to do what needs one. */
			next: next === null ? null : safeReturnPath(next, href(PAGE))
		};
	});

export const actions: Actions = {
	register: async (event) => {
		const form = parseForm(passkeyRegistration, await event.request.formData());
		if (!form.ok && form.errors.name)
			return fail(400, { ...form, errors: { name: form.errors.name } });
		if (!form.ok) return fail(400, { passkey: 'no_scripts' as const });
		const done = `${href(PAGE)}?done=passkey_registered`;
		return endCeremony(
			event,
			safeReturnPath(event.url.searchParams.get('next'), done),
			(db, person) => finishRegistration(db, person, form.data, siteOf(event.url))
		);
	},
	rename: formAction(passkeyRenaming, async (db, actor, data) => {
		await renamePasskey(db, actor, data);
		return `${PAGE}?done=passkey_renamed`;
	}),
	remove: formAction(passkeyRemoval, async (db, actor, data) => {
		await removePasskey(db, actor, data);
		return `${PAGE}?done=passkey_removed`;
	})
};
