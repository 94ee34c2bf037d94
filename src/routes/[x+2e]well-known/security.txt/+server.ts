import { error } from '@sveltejs/kit';
import { currentTime } from '#lib/clock.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { env } from '#lib/server/env.ts';
import type { RequestHandler } from './$types';

/** How long what it says may be relied on: well under a year, as RFC 9116 recommends. */
const GOOD_FOR = 180 * 86_400_000;

/** Where to report a weakness (RFC 9116). Nothing where the operator has not said it: a made-up contact misleads. */
export const GET: RequestHandler = ({ url }) => {
	const contact = env().SECURITY_CONTACT;
	if (!contact) error(404, 'not_found');
	const expires = new Date(currentTime().valueOf() + GOOD_FOR);
	expires.setUTCHours(0, 0, 0, 0);
	const lines = [
		`Contact: ${contact}`,
		`Expires: ${expires.toISOString()}`,
		`Preferred-Languages: ${LOCALES.join(', ')}`,
		`Canonical: ${url.origin}/.well-known/security.txt`,
		''
	];
	return new Response(lines.join('\n'), {
		headers: { 'content-type': 'text/plain; charset=utf-8' }
	});
};
