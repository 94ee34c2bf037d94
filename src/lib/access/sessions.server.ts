import { and, eq, gt, isNull } from 'drizzle-orm';
import { createHash, randomBytes } from 'node:crypto';
import { memberships, organisations, sessions, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';
import type { Person } from './actor.ts';

/** How long a session lasts at most, in seconds. */
export const SESSION_LASTS = 12 * 60 * 60;

/** Whether cookies are for https only: so wherever the portal's public address is. */
export const secureCookies = () => env().ORIGIN?.startsWith('https:') ?? false;

export const sessionCookie = () => (secureCookies() ? '__Host-concord-session' : 'concord-session');

export const sessionCookieOptions = () =>
	({ httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies() }) as const;

/** 256 random bits: nobody guesses it, so what is kept of it needs no salt and no slow hash. */
export const newToken = () => randomBytes(32).toString('base64url');

/** What the database keeps of a token: someone who reads a copy of it cannot sign in. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Starts a session for a person, proved just now. Needs the system actor. */
export async function startSession(
	db: Db,
	userId: string
): Promise<{ token: string; expires: Date }> {
	const token = newToken();
	const expires = new Date(Date.now() + SESSION_LASTS * 1000);
	await db.insert(sessions).values({ sessionToken: hashToken(token), userId, expires });
	return { token, expires };
}

/** Ends a session at once, on every instance. Needs the system actor. */
export async function endSession(db: Db, token: string): Promise<void> {
	await db.delete(sessions).where(eq(sessions.sessionToken, hashToken(token)));
}

/**
 * The person whose session this is, with the memberships in force; null for an unknown or ended
 * session, a disabled person, or one who belongs to no organisation any more. Needs the system actor.
 */
export async function personOf(db: Db, token: string): Promise<Person | null> {
	const rows = await db
		.select({
			userId: users.id,
			name: users.name,
			email: users.email,
			locale: users.locale,
			provedAt: sessions.provedAt,
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
		.where(
			and(
				eq(sessions.sessionToken, hashToken(token)),
				gt(sessions.expires, new Date()),
				isNull(users.disabledAt)
			)
		)
		.orderBy(organisations.slug);
	const [first] = rows;
	if (!first) return null;
	return Object.freeze({
		kind: 'person' as const,
		userId: first.userId,
		name: first.name ?? first.email,
		email: first.email,
		locale: first.locale,
		provedAt: first.provedAt.valueOf(),
		memberships: rows.map((row) => ({
			organisationId: row.organisationId,
			organisationSlug: row.organisationSlug,
			organisationKind: row.organisationKind,
			organisationName: { en: row.nameEn, fr: row.nameFr },
			role: row.role
		}))
	});
}
