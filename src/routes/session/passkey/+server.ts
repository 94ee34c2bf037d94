import { error } from '@sveltejs/kit';
import { beginCeremony, siteOf } from '#lib/access/passkey-ceremony.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { passkeyRequest } from '#lib/access/schema.ts';
import { parseForm } from '#lib/forms/parse.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { RequestHandler } from './$types';

/** What a browser needs to make a passkey, or to prove by one: asked for by a script, when a button is pressed. */
export const POST: RequestHandler = async ({ locals: { actor }, request, url }) => {
	if (actor.kind !== 'person') error(401, 'not_signed_in');
	const form = parseForm(passkeyRequest, await request.formData());
	if (!form.ok) error(400, 'bad_request');
	const { purpose } = form.data;
	try {
		return Response.json(
			await withActor({ kind: 'system', task: 'sign-in' }, (db) =>
				beginCeremony(db, actor, purpose, siteOf(url))
			)
		);
	} catch (thrown) {
		if (thrown instanceof Refusal) error(403, thrown.reason);
		throw thrown;
	}
};
