import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { currentTime } from '#lib/clock.ts';
import { only } from '#lib/server/db/only.ts';
import { apiTokens, memberships, organisations, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { includesRole, type Person } from './actor.ts';
import { hashToken } from './sessions.server.ts';
import { roleOf, TOKEN_PREFIX } from './tokens.ts';

/** How often one token may ask, by writing and reading together: so many times in so many seconds. */
export const TOKEN_LIMIT = { quota: 60, window: 60 };

/** Who asks by a token, and how many requests it has left in how many seconds; below none it asked too often. */
export interface Bearer {
	actor: Person & { token: NonNullable<Person['token']> };
	expiresAt: Date;
	left: number;
	resetsIn: number;
}

/**
 * Whom a token speaks for, in the one organisation it was made in, counted as one more request. Null for an unknown,
 * ended or expired token, for one of a disabled person, and for one whose membership has ended. Needs the system actor.
 * The count is in the database: however many instances there are, it is the same.
 */
export async function bearerOf(db: Db, token: string): Promise<Bearer | null> {
	if (!token.startsWith(TOKEN_PREFIX)) return null;
	const [row] = await db
		.select({
			id: apiTokens.id,
			scopes: apiTokens.scopes,
			expiresAt: apiTokens.expiresAt,
			membershipId: apiTokens.membershipId,
			role: memberships.role,
			userId: users.id,
			name: users.name,
			email: users.email,
			locale: users.locale,
			organisationId: organisations.id,
			organisationSlug: organisations.slug,
			organisationKind: organisations.kind,
			organisationName: { en: organisations.nameEn, fr: organisations.nameFr }
		})
		.from(apiTokens)
		.innerJoin(users, eq(users.id, apiTokens.userId))
		.innerJoin(organisations, eq(organisations.id, apiTokens.organisationId))
		.leftJoin(
			memberships,
			and(eq(memberships.id, apiTokens.membershipId), isNull(memberships.endedAt))
		)
		.where(
			and(
				eq(apiTokens.hash, hashToken(token)),
				isNull(apiTokens.revokedAt),
				gt(apiTokens.expiresAt, currentTime()),
				isNull(users.disabledAt),
				or(isNull(apiTokens.membershipId), sql`${memberships.id} is not null`)
			)
		);
	if (!row) return null;
	const { id, scopes, expiresAt, membershipId: _, role, userId, name, email, locale, ...of } = row;
	const needed = roleOf(scopes);
	const actor = Object.freeze({
		kind: 'person' as const,
		userId,
		name: name ?? email,
		email,
		locale,
		// A program proves nothing anew.
		provedAt: 0,
		// Whoever has become a viewer since writes no more.
		memberships: [{ ...of, role: role === null || includesRole(role, needed) ? needed : 'viewer' }],
		token: { id, scopes }
	});
	return { actor, expiresAt, ...(await count(db, id)) };
}

/** One more request since the window began, or the first of a new one. */
async function count(db: Db, id: string): Promise<Pick<Bearer, 'left' | 'resetsIn'>> {
	const { quota, window } = TOKEN_LIMIT;
	const runs = sql`${apiTokens.countedFrom} > now() - make_interval(secs => ${window})`;
	const { counted, resetsIn } = only(
		await db
			.update(apiTokens)
			.set({
				counted: sql`case when ${runs} then ${apiTokens.counted} + 1 else 1 end`,
				countedFrom: sql`case when ${runs} then ${apiTokens.countedFrom} else now() end`,
				lastUsedOn: sql`(now() at time zone 'UTC')::date`
			})
			.where(eq(apiTokens.id, id))
			.returning({
				counted: apiTokens.counted,
				resetsIn: sql<number>`ceil(${window} - extract(epoch from now() - ${apiTokens.countedFrom}))::int`
			})
	);
	return { left: quota - counted, resetsIn: Math.max(1, resetsIn) };
}
