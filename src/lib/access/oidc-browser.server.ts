import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { href } from '#lib/i18n/links.ts';
import { withActor } from '#lib/server/db/index.ts';
import { env } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import { loggable } from '#lib/server/loggable.ts';
import type { System } from './actor.ts';
import { OidcFailure } from './oidc-failure.ts';
import { connectAccount, enterByOidc } from './oidc-people.server.ts';
import { beginOidc, finishOidc, identityProvider, openFlow, type OidcFlow } from './oidc.server.ts';
import { isFresh } from './require.server.ts';
import {
	addressOf,
	countAttempt,
	forgetAttempts,
	recordRefusal,
	type Counted
} from './sign-in-limits.server.ts';
import { secureCookies, sessionCookie, sessionCookieOptions } from './sessions.server.ts';

const SIGN_IN: System = { kind: 'system', task: 'sign-in' };
const flowCookie = () => (secureCookies() ? '__Host-concord-oidc' : 'concord-oidc');

/**
 * Sends the browser to the identity provider, and whoever is signed in to prove it anew. Answers with the address to
 * go to; where the provider is down, leads back to the sign-in page, which says so.
 */
export async function beginSignIn(event: RequestEvent, next: string) {
	return begin(event, { next, again: event.locals.actor.kind === 'person' });
}

/** The same to connect the account there with the person who asks. Whoever has not proved who they are lately is asked to first. */
export async function beginConnecting(event: RequestEvent, next: string) {
	const { actor } = event.locals;
	if (actor.kind !== 'person' || !isFresh(actor))
		redirect(303, `${href('/sign-in')}?next=${encodeURIComponent(next)}`);
	return begin(event, { next, again: true, connect: actor.userId });
}

async function begin(event: RequestEvent, wanted: Pick<OidcFlow, 'next' | 'again' | 'connect'>) {
	const { cookies, locals, url } = event;
	const provider = identityProvider();
	if (!provider) error(404, 'not_found');
	const counted = await withActor(SIGN_IN, async (db) => {
		const counted = await countAttempt(db, { from: addressOf(event) });
		if (!counted.taken) await recordRefusal(db, { by: 'oidc', reason: 'network_limit' }, counted);
		return counted;
	});
	if (!counted.taken) {
		if (counted.limit === 'network')
			event.setHeaders({ 'retry-after': String(counted.retryAfter) });
		return fail(429, { tooMany: true });
	}
	const redirectUri = new URL('/auth/callback/oidc', env().ORIGIN ?? url.origin).href;
	const flow = { ...wanted, locale: locals.locale, redirectUri, attempt: counted.attempt };
	const begun = await beginOidc(provider, flow).catch((failure: unknown) => refuse(failure, flow));
	cookies.set(flowCookie(), begun.sealed, sessionCookieOptions());
	return { address: begun.address.href, name: provider.name };
}

/** Takes the browser back from the identity provider: into a session, or to the sign-in page, which says why not. */
export async function finishSignIn(event: RequestEvent): Promise<Response> {
	const { cookies, locals, url } = event;
	const provider = identityProvider();
	if (!provider) error(404, 'not_found');
	const begun = await openFlow(cookies.get(flowCookie()));
	cookies.delete(flowCookie(), sessionCookieOptions());
	if (!begun) {
		const counted = await withActor(SIGN_IN, (db) => countAttempt(db, { from: addressOf(event) }));
		return refuse(new OidcFailure('failed'), locals, counted);
	}
	try {
		const proof = await finishOidc(provider, begun, url.searchParams);
		const { actor } = locals;
		if (begun.connect) {
			if (actor.kind !== 'person' || actor.userId !== begun.connect)
				throw new OidcFailure('failed');
			await withActor(SIGN_IN, async (db) => {
				await forgetAttempts(db, begun);
				await connectAccount(db, actor, proof);
			});
		} else {
			const { token, expires } = await withActor(SIGN_IN, async (db) => {
				await forgetAttempts(db, begun);
				return enterByOidc(db, proof, cookies.get(sessionCookie()));
			});
			cookies.set(sessionCookie(), token, { ...sessionCookieOptions(), expires });
		}
	} catch (failure) {
		return refuse(failure, begun);
	}
	redirect(303, begun.connect ? `${begun.next}?done=account_connected` : begun.next);
}

/** Records why nobody was let in, and says it on the sign-in page; of who it was, nothing is kept. */
async function refuse(
	failure: unknown,
	{ locale, next, connect }: Pick<OidcFlow, 'locale'> & Partial<OidcFlow>,
	counted?: Counted
): Promise<never> {
	if (!(failure instanceof OidcFailure)) throw failure;
	const { reason } = failure;
	if (failure.cause) log().warn({ error: loggable(failure.cause) }, 'the provider was refused');
	await withActor(SIGN_IN, (db) => recordRefusal(db, { by: 'oidc', reason }, counted));
	if (connect) redirect(303, `${next}?problem=${reason}`);
	const query = new URLSearchParams({ problem: reason, ...(next ? { next } : {}) });
	redirect(303, `${href('/sign-in', locale)}?${query}`);
}
