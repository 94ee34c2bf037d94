import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { createHash, randomBytes } from 'node:crypto';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import {
	memberships,
	organisations,
	passkeys,
	sessions,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { absenceIn } from '#lib/server/db/unavailable.ts';
import { env } from '#lib/server/env.ts';
import { publishesOrApproves, type Actor, type Person } from './actor.ts';
import { requirePerson } from './require.server.ts';
import type { Proof } from './vocabulary.ts';

/** How long a session lasts at most, in seconds. */
export const SESSION_LASTS = 12 * 60 * 60;
/** How long a session lasts in which nothing is asked, in seconds (ASVS 5.0, 7.3.1). */
export const IDLE_LASTS = 30 * 60;
/** How exactly it is kept when something was last asked, in seconds: not every request writes. */
const SEEN_TO = 60;

/** Whether cookies are for https only: so wherever the portal's public address is. */
export const secureCookies = () => env().ORIGIN?.startsWith('https:') ?? false;

export const sessionCookie = () => (secureCookies() ? '__Host-concord-session' : 'concord-session');

export const sessionCookieOptions = () =>
	({ httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies() }) as const;

/** 256 random bits: nobody guesses it, so what is kept of it needs no salt and no slow hash. */
export const newToken = () => randomBytes(32).toString('base64url');

/** What the database keeps of a token: someone who reads a copy of it cannot sign in. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Starts a session for a person, who proved who they are at this time. Needs the system actor. */
export async function startSession(
	db: Db,
	userId: string,
	provedAt: Date = currentTime(),
	provedBy: Proof = 'link'
): Promise<{ token: string; expires: Date }> {
	const token = newToken();
	const expires = new Date(currentTime().valueOf() + SESSION_LASTS * 1000);
	await db
		.insert(sessions)
		.values({ sessionToken: hashToken(token), userId, expires, provedAt, provedBy });
	return { token, expires };
}

/**
 * Notes that the person has just proved who they are by a passkey in this session, which goes on under a new token until
 * it would have ended; the one before opens nothing any more. Null where it has ended meanwhile. Needs the system actor.
 */
export async function proveInSession(
	db: Db,
	sessionId: string,
	now: Date = currentTime()
): Promise<{ token: string; expires: Date } | null> {
	const token = newToken();
	const [session] = await db
		.update(sessions)
		.set({ sessionToken: hashToken(token), provedAt: now, provedBy: 'passkey' })
		.where(and(eq(sessions.id, sessionId), going(now)))
		.returning({ expires: sessions.expires });
	return session ? { token, expires: session.expires } : null;
}

/** Ends a session at once, on every instance. Needs the system actor. */
export async function endSession(db: Db, token: string): Promise<void> {
	await db.delete(sessions).where(eq(sessions.sessionToken, hashToken(token)));
}

/** Sessions that have not ended, neither at their time nor because nothing was asked in them. */
const going = (now: Date) =>
	and(gt(sessions.expires, now), gt(sessions.lastSeenAt, before(now, IDLE_LASTS)));
const before = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000);

/** One's own sessions that have not ended, the one used last first, and which of them this is. */
export async function mySessions(db: Db, actor: Actor, now: Date = currentTime()) {
	const { userId, sessionId } = requirePerson(actor);
	const own = await db
		.select({ id: sessions.id, createdAt: sessions.createdAt, lastSeenAt: sessions.lastSeenAt })
		.from(sessions)
		.where(and(eq(sessions.userId, userId), going(now)))
		.orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt));
	return own.map((one) => ({ ...one, current: one.id === sessionId }));
}

/** Ends one of one's own sessions, or all but the one in which one asks, at once and on every instance. */
export async function revokeSessions(
	db: Db,
	actor: Actor,
	which: { id: string } | 'others'
): Promise<void> {
	const person = requirePerson(actor);
	const ended = await db
		.delete(sessions)
		.where(
			and(
				eq(sessions.userId, person.userId),
				which !== 'others'
					? eq(sessions.id, which.id)
					: person.sessionId
						? ne(sessions.id, person.sessionId)
						: undefined
			)
		)
		.returning({ id: sessions.id });
	if (ended.length)
		await record(
			db,
			person,
			'session.revoked',
			{ type: 'person', id: person.userId },
			{ sessions: ended.length }
		);
}

/**
 * The person whose session this is, with the memberships in force; null for an unknown or ended
 * session, a disabled person, or one who belongs to no organisation any more. Needs the system actor.
 */
export async function personOf(
	db: Db,
	token: string,
	now: Date = currentTime()
): Promise<Person | null> {
	const rows = await db
		.select({
			sessionId: sessions.id,
			lastSeenAt: sessions.lastSeenAt,
			userId: users.id,
			name: users.name,
			email: users.email,
			locale: users.locale,
			provedAt: sessions.provedAt,
			provedBy: sessions.provedBy,
			hasPasskey: sql<boolean>`exists (select from ${passkeys} where ${passkeys.userId} = ${users.id})`,
			role: memberships.role,
			organisationId: organisations.id,
			organisationSlug: organisations.slug,
			organisationKind: organisations.kind,
			nameEn: organisations.nameEn,
			nameFr: organisations.nameFr
		})
		.from(sessions)
		.innerJoin(users, eq(users.id, sessions.userId))
		.innerJoin(memberships, and(eq(memberships.userId, users.id), isNull(memberships.endedAt)))
		.innerJoin(organisations, eq(organisations.id, memberships.organisationId))
		.where(and(eq(sessions.sessionToken, hashToken(token)), going(now), isNull(users.disabledAt)))
		.orderBy(organisations.slug);
	const [first] = rows;
	if (!first) return null;
	if (first.lastSeenAt < before(now, SEEN_TO)) await keepSeen(db, first.sessionId, now);
	const { hasPasskey } = first;
	const asked = env().SECOND_FACTOR === 'publishers' && publishesOrApproves(rows);
	return Object.freeze({
		kind: 'person' as const,
		userId: first.userId,
		name: first.name ?? first.email,
		email: first.email,
		locale: first.locale,
		sessionId: first.sessionId,
		provedAt: first.provedAt.valueOf(),
		provedBy: first.provedBy,
		hasPasskey,
		// A link beside a passkey would make it worth no more than the link.
		needsTwoFactors: hasPasskey || asked,
		memberships: rows.map((row) => ({
			organisationId: row.organisationId,
			organisationSlug: row.organisationSlug,
			organisationKind: row.organisationKind,
			organisationName: { en: row.nameEn, fr: row.nameFr },
			role: row.role
		}))
	});
}

/** Notes when something was last asked. Where the database takes no changes, people go on reading all the same. */
async function keepSeen(db: Db, sessionId: string, now: Date): Promise<void> {
	try {
		await db.transaction((inner) =>
			inner.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, sessionId))
		);
	} catch (thrown) {
		if (absenceIn(thrown) !== 'read_only') throw thrown;
	}
}
