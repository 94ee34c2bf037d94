import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { listPasskeys, removePasskey, resetPasskeys } from '#lib/access/passkeys.server.ts';
import { isFresh, requireFresh } from '#lib/access/require.server.ts';
import { personOf } from '#lib/access/sessions.server.ts';
import type { Role } from '#lib/access/vocabulary.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { as, refusal } from './assessment-world.ts';
import {
	begin,
	ELSEWHERE,
	events,
	mailsTo,
	prove,
	register,
	signIn,
	SITE,
	type SignedIn
} from './passkey-stage.ts';
import { SoftwarePasskey } from './software-passkey.ts';
import { asSystem, cast, person, type Cast } from './world.ts';

let world: Cast;
beforeAll(async () => {
	useDatabase(await freshDatabase());
	world = await cast('company');
}, 60_000);
afterAll(closeDatabase);

const member = async (role: Role = 'contributor') => signIn(await person(world.owner, role));

describe('a passkey', () => {
	it('is registered after a fresh link, recorded, and told by mail; the session goes on under another token', async () => {
		const one = await member();
		const before = one.token;
		const { came } = await register(one);
		expect(came).toBe('done');
		expect(await asSystem((db) => personOf(db, before))).toBeNull();
		const me = await one.me();
		expect(me).toMatchObject({ provedBy: 'passkey', hasPasskey: true, needsTwoFactors: true });
		expect(isFresh(me)).toBe(true);
		expect(await events(one)).toEqual(['passkey.registered']);
		expect(await mailsTo(one)).toEqual(['A passkey was added to your account at Concord']);
		expect(await as(me, listPasskeys)).toMatchObject([{ name: 'Laptop', lastUsedAt: null }]);
	});

	it('is not registered by who proved too long ago who they are', async () => {
		const one = await signIn(
			await person(world.owner, 'contributor'),
			new Date(Date.now() - 11 * 60_000)
		);
		expect(await refusal(begin(one, 'register'))).toBe('prove_again');
	});

	it('once there is one, asks for itself: a fresh link alone proves nothing any more, nor registers or removes another', async () => {
		const one = await member();
		const { passkey } = await register(one);
		const [{ id = '' } = {}] = await as(await one.me(), listPasskeys);
		const other = await one.again();
		const me = await other.me();
		expect(isFresh(me)).toBe(false);
		expect(() => requireFresh(me)).toThrow('second_factor');
		expect(await refusal(begin(other, 'register'))).toBe('second_factor');
		expect(await refusal(as(me, removePasskey, { passkey: id }))).toBe('second_factor');
		expect(await prove(other, passkey)).toBe('done');
		expect(isFresh(await other.me())).toBe(true);
		await as(await other.me(), removePasskey, { passkey: id });
		expect(await as(await other.me(), listPasskeys)).toEqual([]);
		expect(await events(one)).toEqual(['passkey.registered', 'passkey.used', 'passkey.removed']);
		expect(await mailsTo(one)).toHaveLength(2);
	});

	it('proves for ten minutes, like any proof', async () => {
		const one = await member();
		await register(one);
		expect(isFresh(await one.me(), Date.now() + 11 * 60_000)).toBe(false);
	});
});

describe('a registration is refused', () => {
	it('for another site, or when its person was not verified', async () => {
		const one = await member();
		for (const said of [
			{ site: ELSEWHERE },
			{ site: { ...SITE, origin: ELSEWHERE.origin } },
			{ verified: false }
		])
			expect((await register(one, new SoftwarePasskey(), said)).came).toBe('not_verified');
		expect((await one.me()).hasPasskey).toBe(false);
	});

	it('when the passkey is another person’s already', async () => {
		const { passkey } = await register(await member());
		expect((await register(await member(), passkey)).came).toBe('taken');
	});

	it('beyond ten', async () => {
		const one = await member();
		for (let made = 0; made < 10; made++) expect((await register(one)).came).toBe('done');
		expect((await register(one)).came).toBe('too_many');
	});
});

describe('lost passkeys', () => {
	const membershipOf = async ({ who }: SignedIn) =>
		only(
			await asSystem((db) =>
				db.select().from(t.memberships).where(eq(t.memberships.userId, who.userId))
			)
		).id;
	const reset = async (name: string, membership: string) =>
		refusal(as(world.actors[name] as Person, resetPasskeys, { membership }));

	it('are reset by an approver of the organisation or an administrator of the secretariat, by nobody else', async () => {
		for (const name of ['approver', 'administrator']) {
			const one = await member('approver');
			await register(one);
			const membership = await membershipOf(one);
			for (const other of [
				'public',
				'stranger',
				'participant',
				'viewer',
				'contributor',
				'editor',
				'publisher'
			])
				expect(await reset(other, membership), other).toMatch(/^not_/);
			expect(await reset(name, membership)).toBe('done');
			expect(await asSystem((db) => personOf(db, one.token))).toBeNull();
			expect(await (await one.again()).me()).toMatchObject({ hasPasskey: false });
			expect((await mailsTo(one)).at(-1)).toBe('Your passkeys at Concord were reset');
			const [entry] = await asSystem((db) =>
				db
					.select()
					.from(t.auditEvents)
					.where(eq(t.auditEvents.subjectId, one.who.userId))
					.orderBy(t.auditEvents.seq)
					.offset(1)
			);
			expect(entry).toMatchObject({
				event: 'passkey.reset',
				actorId: (world.actors[name] as Person).userId,
				organisationId: world.owner.id
			});
			expect(await reset(name, membership)).toBe('stale');
		}
	});

	it('are not reset by oneself, or without a fresh proof', async () => {
		const one = await member('approver');
		await register(one);
		const membership = await membershipOf(one);
		expect(await refusal(as(await one.me(), resetPasskeys, { membership }))).toBe('same_person');
		const tired = { ...(world.actors.approver as Person), provedAt: 0 };
		expect(await refusal(as(tired, resetPasskeys, { membership }))).toBe('prove_again');
	});

	it('of who works for another organisation too are the secretariat’s to reset', async () => {
		const one = await member();
		await register(one);
		const membership = await membershipOf(one);
		await asSystem((db) =>
			db
				.insert(t.memberships)
				.values({ userId: one.who.userId, organisationId: world.other.id, role: 'viewer' })
		);
		expect(await reset('approver', membership)).toBe('not_allowed');
		const seen = await withActor(world.actors.approver as Person, (db) =>
			db
				.select({ id: t.passkeys.userId })
				.from(t.passkeys)
				.where(eq(t.passkeys.userId, one.who.userId))
		);
		expect(seen).toEqual([]);
		expect(await reset('administrator', membership)).toBe('done');
	});
});

describe('what a passkey is verified by', () => {
	it('is read by nobody who asks, and no challenge either', async () => {
		const one = await member();
		await register(one);
		const me = await one.me();
		for (const column of [t.passkeys.publicKey, t.passkeys.credentialId, t.passkeys.counter])
			await expect(withActor(me, (db) => db.select({ column }).from(t.passkeys))).rejects.toThrow();
		await expect(withActor(me, (db) => db.select().from(t.passkeyChallenges))).rejects.toThrow();
		await expect(
			withActor(me, (db) =>
				db.insert(t.passkeys).values({
					userId: me.userId,
					name: 'x',
					credentialId: 'x',
					publicKey: new Uint8Array(1),
					counter: 0,
					transports: []
				})
			)
		).rejects.toThrow();
	});
});
