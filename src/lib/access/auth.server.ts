import { createHash } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import type { AuthConfig } from '@auth/core';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { signInMail } from '#lib/notifications/mails.ts';
import { withActor } from '#lib/server/db/index.ts';
import { verificationTokens } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import { loggable } from '#lib/server/loggable.ts';
import { adapter } from './adapter.server.ts';
import type { System } from './actor.ts';
import { acceptInvitations, mayReceiveLink } from './invitations.server.ts';
import { countAttempt, forgetAttempts, recordRefusal } from './sign-in-limits.server.ts';
import {
	endSession,
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

/**
 * Auth.js as this portal uses it: a link by e-mail, sessions in the database. `before` is the session of the browser
 * until now, which ends when another begins.
 */
export function authConfig(before?: string): AuthConfig {
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
				from: env().MAIL_FROM,
				sendVerificationRequest: () => Promise.reject(new Error('links are sent by requestLink'))
			} as unknown as AuthConfig['providers'][number]
		],
		callbacks: {
			async signIn({ user: { email } }) {
				return !!email && (await withActor(SIGN_IN, (db) => mayReceiveLink(db, email))) !== null;
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
					await forgetAttempts(db, person);
					if (before) await endSession(db, before);
					const subject = { type: 'person', id: person.id } as const;
					await record(db, SIGN_IN, 'sign_in.completed', subject, { by: 'link' });
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

/** Undoes what was done for an address that gets no link. */
class Undo extends Error {}

/**
 * Sends a sign-in link to an address, if it was invited; nobody can tell from outside whether it was, since the same is
 * done for all, and undone for those who were not, or have had too many links. `next` is the path to return to, `from`
 * where the request comes from. Returns for how many seconds that network is to wait, where too much came from it.
 */
export async function requestLink(
	email: string,
	next: string,
	origin: string,
	from: string | null
): Promise<number | null> {
	return withActor(SIGN_IN, async (db) => {
		const counted = await countAttempt(db, { email, from });
		if (!counted.taken && counted.limit === 'network') {
			await recordRefusal(db, { by: 'link', reason: 'network_limit' }, counted);
			return counted.retryAfter;
		}
		const known = await mayReceiveLink(db, email);
		const goes = known !== null && counted.taken;
		await db
			.transaction(async (inner) => {
				await sendLink(
					inner as unknown as Db,
					email,
					known?.locale ?? 'en',
					safeNext(next, origin),
					origin
				);
				if (!goes) throw new Undo();
			})
			.catch((thrown: unknown) => {
				if (!(thrown instanceof Undo)) throw thrown;
			});
		const person = known?.userId ?? null;
		if (goes)
			await record(db, SIGN_IN, 'sign_in.requested', { type: 'person', id: person ?? 'unknown' });
		else
			await recordRefusal(db, {
				by: 'link',
				reason: known ? 'address_limit' : 'not_invited',
				person
			});
		return null;
	});
}

/** The path of this site that an address leads to. */
function safeNext(next: string, origin: string): string {
	const to = new URL(next, origin);
	return to.origin === new URL(origin).origin ? to.pathname + to.search : '/';
}

async function sendLink(db: Db, email: string, locale: Locale, next: string, origin: string) {
	const token = newToken();
	const expires = new Date(currentTime().valueOf() + LINK_LASTS * 1000);
	await db
		.insert(verificationTokens)
		.values({ identifier: email, token: storedToken(token), expires });
	// The link leads to a page with a button: mail scanners follow links and would use it up.
	const link = new URL(`/${locale}/sign-in/confirm`, env().ORIGIN ?? origin);
	link.search = String(new URLSearchParams({ token, email, next }));
	await queueMail(db, {
		dedupeKey: `sign-in:${token}`,
		recipient: email,
		locale,
		...signInMail(link.href, LINK_LASTS / 60, locale)
	});
}

/** What is kept of a link's token, as Auth.js looks for it: the SHA-256 of the token followed by the secret. */
const storedToken = (token: string) =>
	createHash('sha256')
		.update(token + env().AUTH_SECRET)
		.digest('hex');

/** Whether a link's token can still be used: what Auth.js will ask when the button is pressed. */
export async function linkHolds({ token, email }: { token: string; email: string }) {
	const found = await withActor(SIGN_IN, (db) =>
		db
			.select({ expires: verificationTokens.expires })
			.from(verificationTokens)
			.where(
				and(
					eq(verificationTokens.identifier, email),
					eq(verificationTokens.token, storedToken(token)),
					gt(verificationTokens.expires, currentTime())
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
