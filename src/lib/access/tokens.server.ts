import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { only } from '#lib/server/db/only.ts';
import { apiTokens, memberships, organisations, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { roleIn, type Actor, type Person } from './actor.ts';
import { once } from './form-token.server.ts';
import { can } from './policy.ts';
import { Refusal } from './refusal.ts';
import { isFresh, requireCan, requireFresh, requirePerson } from './require.server.ts';
import type { TokenInput } from './schema.ts';
import { hashToken, newToken } from './sessions.server.ts';
import { scopesFor, stateOf, TOKEN_PREFIX } from './tokens.ts';
import type { TokenKind } from './vocabulary.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * The organisations of the actor for which tokens can be made, each with those that the actor may know of; for an
 * administrator of the secretariat, the one with this slug. Throws `not_found` where the actor may not read them.
 */
export async function listTokens(db: Db, actor: Actor, slug?: string) {
	const person = requirePerson(actor);
	const own = person.memberships.map(({ organisationId }) => organisationId);
	const found = await db
		.select({
			id: organisations.id,
			slug: organisations.slug,
			name: { en: organisations.nameEn, fr: organisations.nameFr }
		})
		.from(organisations)
		.where(slug === undefined ? inArray(organisations.id, own) : eq(organisations.slug, slug))
		.orderBy(asc(organisations.nameEn));
	if (slug !== undefined && !found.length) throw new Refusal('not_found');
	const open = found.filter(({ id }) => {
		const may = (['token.make', 'token.manage'] as const).some((action) =>
			can(actor, action, { organisationId: id })
		);
		if (!may && slug !== undefined) requireCan(actor, 'token.manage', { organisationId: id });
		return may;
	});
	const tokens = await tokensOf(
		db,
		person,
		open.map(({ id }) => id)
	);
	return {
		proved: isFresh(person),
		organisations: open.map((organisation) => {
			const role = roleIn(actor, organisation.id);
			return {
				...organisation,
				/** What the actor may make a token for here; nothing where that is not theirs to do. */
				scopes: role ? scopesFor(role) : [],
				mayShare: can(actor, 'token.make_shared', { organisationId: organisation.id }),
				tokens: tokens.filter(({ organisationId }) => organisationId === organisation.id)
			};
		})
	};
}
export type TokensOf = Awaited<ReturnType<typeof listTokens>>['organisations'][number];
export type ListedToken = TokensOf['tokens'][number];

async function tokensOf(db: Db, person: Person, organisationIds: string[]) {
	const rows = await db
		.select({
			id: apiTokens.id,
			organisationId: apiTokens.organisationId,
			userId: apiTokens.userId,
			membershipId: apiTokens.membershipId,
			name: apiTokens.name,
			scopes: apiTokens.scopes,
			createdAt: apiTokens.createdAt,
			expiresAt: apiTokens.expiresAt,
			revokedAt: apiTokens.revokedAt,
			lastUsedOn: apiTokens.lastUsedOn,
			membershipEndedAt: memberships.endedAt,
			holder: users.name
		})
		.from(apiTokens)
		.innerJoin(users, eq(users.id, apiTokens.userId))
		.leftJoin(memberships, eq(memberships.id, apiTokens.membershipId))
		.where(inArray(apiTokens.organisationId, organisationIds))
		.orderBy(desc(apiTokens.createdAt));
	const now = currentTime();
	return rows
		.map(({ userId, membershipId, membershipEndedAt, holder, revokedAt, ...row }) => {
			const state = stateOf({ expiresAt: row.expiresAt, revokedAt, membershipEndedAt }, now);
			const isOwn = userId === person.userId;
			return {
				...row,
				kind: (membershipId === null ? 'organisation' : 'personal') satisfies TokenKind,
				/** Whose it is, where it is a person's. */
				holder: membershipId === null ? null : holder,
				state,
				mayRevoke: state === 'valid' && (isOwn || can(person, 'token.manage', row))
			};
		})
		.sort((a, b) => Number(b.state === 'valid') - Number(a.state === 'valid'));
}

/**
 * Makes a token, and gives it out this once: of what is kept nobody can make it again. Throws `prove_again` without a
 * fresh proof of who asks, `not_allowed` for a scope beyond the role, `already_exists` where the same form made one.
 */
export async function makeToken(
	db: Db,
	actor: Actor,
	{ token, kind, days, ...input }: TokenInput
): Promise<string> {
	const { organisationId, scopes } = input;
	const person = requireCan(actor, kind === 'personal' ? 'token.make' : 'token.make_shared', input);
	requireFresh(person);
	const role = roleIn(person, organisationId);
	const open = role ? scopesFor(role) : [];
	if (!scopes.every((scope) => open.includes(scope))) throw new Refusal('not_allowed');
	const id = crypto.randomUUID();
	const secret = TOKEN_PREFIX + newToken();
	const made = await once(db, person, token, async () => {
		await db.insert(apiTokens).values({
			...input,
			id,
			scopes: [...new Set(scopes)],
			hash: hashToken(secret),
			...(await holderOf(db, person, { id, kind, organisationId })),
			createdBy: person.userId,
			createdAt: currentTime(),
			expiresAt: new Date(currentTime().valueOf() + days * DAY)
		});
		await record(
			db,
			actor,
			'token.created',
			{ type: 'token', id, organisationId },
			{ kind, scopes, days }
		);
		return id;
	});
	if (made !== id) throw new Refusal('already_exists');
	return secret;
}

/** Under whose name a token acts: the person's, by this membership, or its own. */
async function holderOf(
	db: Db,
	{ userId }: Person,
	{ id, kind, organisationId }: { id: string; kind: TokenKind; organisationId: string }
) {
	if (kind === 'organisation') return { userId: id, membershipId: null };
	const membership = only(
		await db
			.select({ id: memberships.id })
			.from(memberships)
			.where(
				and(
					eq(memberships.userId, userId),
					eq(memberships.organisationId, organisationId),
					isNull(memberships.endedAt)
				)
			)
	);
	return { userId, membershipId: membership.id };
}

/**
 * Ends a token: from the next request on it opens nothing, on every instance. Throws `stale` where it had ended. Returns
 * how its page goes on to be that of its organisation, where that is not one's own.
 */
export async function revokeToken(
	db: Db,
	actor: Actor,
	{ token }: { token: string }
): Promise<string> {
	const person = requirePerson(actor);
	const [row] = await db
		.select({
			id: apiTokens.id,
			organisationId: apiTokens.organisationId,
			userId: apiTokens.userId,
			slug: organisations.slug
		})
		.from(apiTokens)
		.innerJoin(organisations, eq(organisations.id, apiTokens.organisationId))
		.where(eq(apiTokens.id, token));
	if (!row) throw new Refusal('not_found');
	if (row.userId !== person.userId) requireCan(actor, 'token.manage', row);
	const revoked = await db
		.update(apiTokens)
		.set({ revokedAt: currentTime(), revokedBy: person.userId })
		.where(and(eq(apiTokens.id, token), isNull(apiTokens.revokedAt)))
		.returning({ id: apiTokens.id });
	if (!revoked.length) throw new Refusal('stale');
	await record(db, actor, 'token.revoked', {
		type: 'token',
		id: row.id,
		organisationId: row.organisationId
	});
	return roleIn(person, row.organisationId) ? '' : `organisation=${row.slug}&`;
}

/** Ends the tokens that act by a membership which has just ended. They open nothing since: this says so of each. */
export async function endTokensOf(
	db: Db,
	person: Person,
	membership: { id: string; organisationId: string }
): Promise<void> {
	const ended = await db
		.update(apiTokens)
		.set({ revokedAt: currentTime(), revokedBy: person.userId })
		.where(
			and(
				eq(apiTokens.membershipId, membership.id),
				isNull(apiTokens.revokedAt),
				gt(apiTokens.expiresAt, currentTime())
			)
		)
		.returning({ id: apiTokens.id });
	for (const { id } of ended)
		await record(db, person, 'token.ended', {
			type: 'token',
			id,
			organisationId: membership.organisationId
		});
}
