import { fail, redirect } from '@sveltejs/kit';
import type { System } from '#lib/access/actor.ts';
import { parseForm, type FormFailure } from '#lib/forms/parse.ts';
import { href } from '#lib/i18n/links.ts';
import { subscriptionInput } from '#lib/notifications/schema.ts';
import { askToSubscribe } from '#lib/notifications/subscriptions.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { Actions } from './$types';

/** Nobody who asks may read the addresses: the portal's own work keeps them. */
const MAIL: System = { kind: 'system', task: 'mail' };

export const actions: Actions = {
	default: async ({ request, locals, getClientAddress }) => {
		const form = parseForm(subscriptionInput, await request.formData());
		if (!form.ok) return fail(400, form);
		const { locale } = locals;
		const from = getClientAddress();
		const taken = await withActor(MAIL, (db) =>
			askToSubscribe(db, { email: form.data.email, locale, from })
		);
		if (!taken)
			return fail<FormFailure>(429, {
				ok: false,
				values: form.values,
				errors: {},
				refusal: { reason: 'too_many', where: [] }
			});
		redirect(303, href('/subscribe/check-mail'));
	}
};
