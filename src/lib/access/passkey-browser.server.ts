import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import { href } from '#lib/i18n/links.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Actor, Person } from './actor.ts';
import type { Ceremony } from './passkey-ceremony.server.ts';
import { Refusal } from './refusal.ts';
import { sessionCookie, sessionCookieOptions } from './sessions.server.ts';

/** What a page's action needs of its request. */
interface Asked {
	cookies: Cookies;
	locals: { actor: Actor };
}

/**
 * Ends a ceremony for a page: the session goes on under its new token and the browser goes to `next`; or it is said, with
 * 403, why not.
 */
export async function endCeremony(
	{ cookies, locals: { actor } }: Asked,
	next: string,
	work: (db: Db, person: Person) => Promise<Ceremony>
) {
	if (actor.kind !== 'person') redirect(303, href('/sign-in'));
	let ended: Ceremony;
	try {
		ended = await withActor({ kind: 'system', task: 'sign-in' }, (db) => work(db, actor));
	} catch (thrown) {
		if (thrown instanceof Refusal) error(403, thrown.reason);
		throw thrown;
	}
	if (!ended.ok) return fail(403, { passkey: ended.reason });
	const { token, expires } = ended.session;
	cookies.set(sessionCookie(), token, { ...sessionCookieOptions(), expires });
	redirect(303, next);
}
