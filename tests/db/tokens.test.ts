import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Person } from '#lib/access/actor.ts';
import { bearerOf, TOKEN_LIMIT } from '#lib/access/bearer.server.ts';
import { endMembership } from '#lib/access/members.server.ts';
import type { TokenInput } from '#lib/access/schema.ts';
import { hashToken } from '#lib/access/sessions.server.ts';
import { listTokens, makeToken, revokeToken } from '#lib/access/tokens.server.ts';
import { createCommitment } from '#lib/commitments/commands/draft.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { as, refusal } from './assessment-world.ts';
import { CONTENT } from './commitment-stage.ts';
import { asSystem, cast, person, type Cast } from './world.ts';

let world: Cast;
beforeAll(async () => {
	useDatabase(await freshDatabase());
	world = await cast('government');
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => world.actors[name] as Person;
const input = (given: Partial<TokenInput> = {}): TokenInput => ({
	organisationId: world.owner.id,
	kind: 'personal',
	name: 'Statistics system',
	scopes: ['commitments:write'],
	days: 90,
	token: randomUUID(),
	...given
});
const bearer = (token: string) =>
	withActor({ kind: 'system', task: 'sign-in' }, (db) => bearerOf(db, token));
const speaking = async (token: string) => {
	const found = await bearer(token);
	if (!found) throw new Error('the token opens nothing');
	return found;
};
const rowOf = (token: string) =>
	asSystem(async (db) =>
		only(
			await db
				.select()
				.from(t.apiTokens)
				.where(eq(t.apiTokens.hash, hashToken(token)))
		)
	);
const eventsOf = (id: string) =>
	asSystem(async (db) =>
		(await db.select().from(t.auditEvents).where(eq(t.auditEvents.subjectId, id))).map(
			({ event }) => event
		)
	);

async function outcomes(attempt: (actor: Actor) => Promise<unknown>) {
	const found: Record<string, string> = {};
	for (const name of Object.keys(world.actors)) found[name] = await refusal(attempt(who(name)));
	return found;
}
const done = (found: Record<string, string>) =>
	Object.keys(found)
		.filter((name) => found[name] === 'done')
		.sort();

describe('making a token', () => {
	it('of one’s own is for members, each within their role', async () => {
		const reading = input({ scopes: ['commitments:read'] });
		const made = await outcomes((actor) =>
			as(actor, makeToken, { ...reading, token: randomUUID() })
		);
		expect(done(made)).toEqual(['approver', 'contributor', 'viewer']);
		expect(made).toMatchObject({ public: 'not_signed_in', stranger: 'not_found' });
		expect(made).toMatchObject({ administrator: 'not_allowed', participant: 'not_found' });
		expect(done(await outcomes((actor) => as(actor, makeToken, input())))).toEqual([
			'approver',
			'contributor'
		]);
	});

	it('of the organisation is for those who manage its people', async () => {
		const shared = () => input({ kind: 'organisation' });
		expect(done(await outcomes((actor) => as(actor, makeToken, shared())))).toEqual(['approver']);
	});

	it('asks for a fresh proof of who one is', async () => {
		const stale = { ...who('contributor'), provedAt: Date.now() - 11 * 60 * 1000 };
		expect(await refusal(as(stale, makeToken, input()))).toBe('prove_again');
	});

	it('gives it out once, and keeps nothing by which it could be made again', async () => {
		const once = input();
		const token = await as(who('contributor'), makeToken, once);
		expect(token).toMatch(/^concord_[\w-]{43}$/);
		expect(await refusal(as(who('contributor'), makeToken, once))).toBe('already_exists');
		const row = await rowOf(token);
		expect(JSON.stringify(row)).not.toContain(token.slice('concord_'.length));
		expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(90 * 24 * 60 * 60 * 1000);
		expect(await eventsOf(row.id)).toEqual(['token.created']);
	});

	it('for more than a year, the database refuses', async () => {
		await expect(as(who('contributor'), makeToken, input({ days: 400 }))).rejects.toThrow();
	});

	it('is not for programs, by either lock', async () => {
		const made = await as(who('approver'), makeToken, input());
		const { actor } = await speaking(made);
		expect(await refusal(as(actor, makeToken, input()))).toBe('not_allowed');
		const { membershipId } = await rowOf(made);
		const straight = { membershipId, userId: actor.userId, createdBy: actor.userId };
		const { token: _, kind: __, days: ___, ...said } = input();
		const add = (by: Actor) =>
			withActor(by, (db) =>
				db
					.insert(t.apiTokens)
					.values({ ...said, ...straight, hash: randomUUID(), expiresAt: new Date() })
			);
		await expect(add(actor)).rejects.toThrow();
		await expect(add(who('approver'))).resolves.toBeDefined();
	});
});

describe('a token speaks', () => {
	it('for its member, in the one organisation, as no more than its scopes need', async () => {
		const approver = who('approver');
		const { actor } = await speaking(await as(approver, makeToken, input()));
		expect(actor).toMatchObject({ userId: approver.userId, provedAt: 0 });
		expect(actor.memberships.map(({ organisationId, role }) => [organisationId, role])).toEqual([
			[world.owner.id, 'contributor']
		]);
		const reading = input({ scopes: ['commitments:read'] });
		const reader = await speaking(await as(approver, makeToken, reading));
		expect(reader.actor.memberships[0]?.role).toBe('viewer');
	});

	it('for the organisation in a name of its own, that its members see and nobody signs in with', async () => {
		const shared = input({ kind: 'organisation', name: 'Open data service' });
		const token = await as(who('approver'), makeToken, shared);
		const { actor } = await speaking(token);
		expect(actor).toMatchObject({
			name: 'Open data service',
			email: `${actor.token.id}@tokens.invalid`
		});
		const { token: _, ...asPerson } = actor;
		const draft = { ...CONTENT, ownerId: world.owner.id, token: randomUUID() };
		expect(await as(actor, createCommitment, draft)).toMatch(/^OWNER-\d{4}$/);
		expect(asPerson.userId).toBe(actor.token.id);
		const seen = await withActor(who('viewer'), (db) =>
			db.select({ name: t.users.name }).from(t.users).where(eq(t.users.id, actor.userId))
		);
		expect(seen).toEqual([{ name: 'Open data service' }]);
	});

	it('no longer as a contributor once its member has become a viewer', async () => {
		const member = await person(world.owner, 'contributor');
		const token = await as(member, makeToken, input());
		await asSystem((db) =>
			db
				.update(t.memberships)
				.set({ role: 'viewer' })
				.where(eq(t.memberships.userId, member.userId))
		);
		expect((await bearer(token))?.actor.memberships[0]?.role).toBe('viewer');
	});

	it('and what it does is recorded with the token’s id', async () => {
		const { actor } = await speaking(await as(who('contributor'), makeToken, input()));
		const draft = { ...CONTENT, ownerId: world.owner.id, token: randomUUID() };
		const reference = await as(actor, createCommitment, draft);
		const [event] = await asSystem((db) =>
			db
				.select({ detail: t.auditEvents.detail, by: t.auditEvents.actorId })
				.from(t.auditEvents)
				.innerJoin(t.commitments, sql`${t.commitments.id}::text = ${t.auditEvents.subjectId}`)
				.where(eq(t.commitments.reference, reference))
		);
		expect(event).toMatchObject({ by: who('contributor').userId });
		expect(event?.detail).toContain(actor.token.id);
	});
});

describe('a token ends', () => {
	it('with its revocation, by who made it, who manages people, and an administrator', async () => {
		const revoked = await outcomes(async (actor) => {
			const token = await as(who('contributor'), makeToken, input());
			await as(actor, revokeToken, { token: (await rowOf(token)).id });
			expect(await bearer(token)).toBeNull();
		});
		expect(done(revoked)).toEqual(['administrator', 'approver', 'contributor']);
		expect(revoked).toMatchObject({ stranger: 'not_found', viewer: 'not_found' });
	});

	it('once, and says so', async () => {
		const token = await as(who('contributor'), makeToken, input());
		const { id } = await rowOf(token);
		await as(who('contributor'), revokeToken, { token: id });
		expect(await refusal(as(who('contributor'), revokeToken, { token: id }))).toBe('stale');
		expect(await eventsOf(id)).toEqual(['token.created', 'token.revoked']);
	});

	it('with the membership, and does not come back with another', async () => {
		const leaver = await person(world.owner, 'contributor');
		const token = await as(leaver, makeToken, input());
		expect(await bearer(token)).not.toBeNull();
		const membership = await asSystem(async (db) =>
			only(await db.select().from(t.memberships).where(eq(t.memberships.userId, leaver.userId)))
		);
		await as(who('approver'), endMembership, { membership: membership.id });
		expect(await bearer(token)).toBeNull();
		expect(await eventsOf((await rowOf(token)).id)).toEqual(['token.created', 'token.ended']);
		await asSystem((db) =>
			db.insert(t.memberships).values({
				userId: leaver.userId,
				organisationId: world.owner.id,
				role: 'contributor'
			})
		);
		expect(await bearer(token)).toBeNull();
	});

	it('with its time, and with the person', async () => {
		const late = await as(who('contributor'), makeToken, input());
		await asSystem((db) =>
			db
				.update(t.apiTokens)
				.set({ expiresAt: new Date() })
				.where(eq(t.apiTokens.hash, hashToken(late)))
		);
		expect(await bearer(late)).toBeNull();
		const gone = await person(world.owner, 'contributor');
		const token = await as(gone, makeToken, input());
		await asSystem((db) =>
			db.update(t.users).set({ disabledAt: new Date() }).where(eq(t.users.id, gone.userId))
		);
		expect(await bearer(token)).toBeNull();
	});

	it('but one of the organisation stays when who made it goes', async () => {
		const leaver = await person(world.owner, 'approver');
		const token = await as(leaver, makeToken, input({ kind: 'organisation' }));
		await asSystem((db) =>
			db
				.update(t.memberships)
				.set({ endedAt: new Date() })
				.where(eq(t.memberships.userId, leaver.userId))
		);
		expect(await bearer(token)).not.toBeNull();
	});

	it('and none that was never made opens anything', async () => {
		for (const token of ['', 'concord_', `concord_${'x'.repeat(43)}`, randomUUID()])
			expect(await bearer(token)).toBeNull();
	});
});

describe('a token is counted', () => {
	it('in the database, so that instances count together, and anew after the window', async () => {
		const token = await as(who('contributor'), makeToken, input());
		const counts = await Promise.all(Array.from({ length: 20 }, () => bearer(token)));
		const left = counts.map((one) => one?.left).sort((a = 0, b = 0) => b - a);
		expect(left).toEqual(Array.from({ length: 20 }, (_, at) => TOKEN_LIMIT.quota - 1 - at));
		await asSystem((db) =>
			db
				.update(t.apiTokens)
				.set({ countedFrom: new Date(Date.now() - TOKEN_LIMIT.window * 1000) })
				.where(eq(t.apiTokens.hash, hashToken(token)))
		);
		expect((await bearer(token))?.left).toBe(TOKEN_LIMIT.quota - 1);
		expect((await rowOf(token)).lastUsedOn).toBe(new Date().toISOString().slice(0, 10));
	});
});

describe('the list of tokens', () => {
	it('shows members those of the organisation and their own, who manages people all', async () => {
		const viewer = await as(who('viewer'), listTokens);
		const approver = await as(who('approver'), listTokens);
		const [seen, all] = [viewer, approver].map(({ organisations }) => only(organisations).tokens);
		expect(
			seen?.every(({ kind, holder }) => kind === 'organisation' || holder === 'viewer owner')
		).toBe(true);
		expect(new Set(all?.map(({ holder }) => holder)).size).toBeGreaterThan(2);
		expect(JSON.stringify(approver)).not.toMatch(/hash|concord_/);
		expect(await refusal(as(who('stranger'), listTokens, 'owner'))).toBe('not_found');
		expect(await refusal(as(who('editor'), listTokens, 'owner'))).toBe('not_allowed');
		const office = await as(who('administrator'), listTokens, 'owner');
		expect(only(office.organisations).scopes).toEqual([]);
		expect(only(office.organisations).tokens.length).toBe(all?.length);
	});
});
