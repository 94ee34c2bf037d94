import { createHash } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import { Auth, raw, skipCSRFCheck, type AuthConfig } from '@auth/core';
import { record } from '#lib/audit/record.server.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { signInMail } from '#lib/notifications/mails.ts';
import { withActor } from '#lib/server/db/index.ts';
import { verificationTokens } from '#lib/server/db/schema/index.ts';
import { env } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import { loggable } from '#lib/server/loggable.ts';
import { adapter } from './adapter.server.ts';
import type { System } from './actor.ts';
import { acceptInvitations, mayReceiveLink } from './invitations.server.ts';
import {
	newToken,
	secureCookies,
	SESSION_LASTS,
	sessionCookie,
	sessionCookieOptions
} from './sessions.server.ts';

const SIGN_IN: System = { kind: 'system', task: 'sign-in' };
/** How long a link in a mail is good for, in seconds (OWASP ASVS 5.0, 6.5.5: ten minutes at most). */
const LINK_LASTS = 10 * 60;
const LINK = 'email';

/** Auth.js as this portal uses it: a link by e-mail, sessions in the database. */
export function authConfig(): AuthConfig {
	return {
		adapter,
		basePath: '/auth',
		secret: env().AUTH_SECRET,
		trustHost: true,
		useSecureCookies: secureCookies(),
		session: {
			strategy: 'database',
			maxAge: SESSION_LASTS,
			// The length of a session counts from its start: using it does not make it longer.
			updateAge: SESSION_LASTS,
			generateSessionToken: newToken
		},
		cookies: { sessionToken: { name: sessionCookie(), options: sessionCookieOptions() } },
		pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in/check-mail' },
		providers: [
			{
				id: LINK,
				type: 'email',
				name: 'E-mail',
				maxAge: LINK_LASTS,
				from: env().MAIL_FROM,
				generateVerificationToken: newToken,
				sendVerificationRequest: ({ identifier, url, token }) => sendLink(identifier, url, token)
			} as AuthConfig['providers'][number]
		],
		callbacks: {
			async signIn({ user, email }) {
				if (!user.email) return false;
				const address = user.email;
				const known = await withActor(SIGN_IN, (db) => mayReceiveLink(db, address));
				// The same answer for everyone: who was not invited just gets no mail.
				if (!known) return email?.verificationRequest ? '/sign-in/check-mail' : false;
				return true;
			},
			// Nothing in the portal reads Auth.js's own session document, so it says nothing.
			session: ({ session }) => ({ expires: session.expires })
		},
		events: {
			signIn: async ({ user }) => {
				if (!user.id || !user.email) return;
				const person = { id: user.id, email: user.email };
				await withActor(SIGN_IN, async (db) => {
					await acceptInvitations(db, person);
					await record(db, SIGN_IN, 'sign_in.completed', { type: 'person', id: person.id });
				});
			}
		},
		logger: {
			error: (error) => log().error({ error: loggable(error) }, 'sign-in failed'),
			warn: (code) => log().debug({ code }, 'sign-in warning'),
			debug: () => {}
		}
	};
}

async function sendLink(email: string, callback: string, token: string): Promise<void> {
	const { origin, searchParams } = new URL(callback);
	const next = new URL(searchParams.get('callbackUrl') ?? '/', origin);
	await withActor(SIGN_IN, async (db) => {
		const known = await mayReceiveLink(db, email);
		if (!known) return;
		// The link leads to a page with a button: mail scanners follow links and would use it up.
		const link = new URL(`/${known.locale}/sign-in/confirm`, env().ORIGIN ?? origin);
		link.search = String(new URLSearchParams({ token, email, next: next.pathname + next.search }));
		await queueMail(db, {
			dedupeKey: `sign-in:${token}`,
			recipient: email,
			locale: known.locale,
			...signInMail(link.href, LINK_LASTS / 60, known.locale)
		});
	});
}

/**
 * Sends a sign-in link to an address, if it was invited; nobody can tell from outside whether it was.
 * `next` is the path to return to.
 */
export async function requestLink(email: string, next: string, origin: string): Promise<void> {
	const body = new URLSearchParams({ email, callbackUrl: new URL(next, origin).href });
	const request = new Request(new URL(`/auth/signin/${LINK}`, origin), { method: 'POST', body });
	await Auth(request, { ...authConfig(), raw, skipCSRFCheck });
}

/** Whether a link's token can still be used: what Auth.js will ask when the button is pressed. */
export async function linkHolds({ token, email }: { token: string; email: string }) {
	// Auth.js stores the SHA-256 of the token followed by the secret.
	const hash = createHash('sha256')
		.update(token + env().AUTH_SECRET)
		.digest('hex');
	const found = await withActor(SIGN_IN, (db) =>
		db
			.select({ expires: verificationTokens.expires })
			.from(verificationTokens)
			.where(
				and(
					eq(verificationTokens.identifier, email),
					eq(verificationTokens.token, hash),
					gt(verificationTokens.expires, new Date())
				)
			)
	);
	return found.length > 0;
}

/** Where the button of the confirmation page leads: Auth.js checks the token and starts the session. */
export function confirmationPath(
	token: string,
	email: string,
	next: string,
	origin: string
): string {
	const query = new URLSearchParams({ token, email, callbackUrl: new URL(next, origin).href });
	return `/auth/callback/${LINK}?${query}`;
}
