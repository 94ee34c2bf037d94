import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectAccount, enterByOidc } from '#lib/access/oidc-people.server.ts';
import type { Proof } from '#lib/access/oidc.server.ts';
import { FRESH_FOR, isFresh } from '#lib/access/require.server.ts';
import { personOf } from '#lib/access/sessions.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { failure, oidcStage, seconds } from './oidc-stage.ts';
import { asSystem, organisation, person } from './world.ts';

let stage: Awaited<ReturnType<typeof oidcStage>>;
let ministry: Awaited<ReturnType<typeof organisation>>;

beforeAll(async () => {
	useDatabase(await freshDatabase());
	ministry = await organisation('government', 'ministry');
	stage = await oidcStage();
}, 60_000);
beforeEach(() => stage.reset());
afterEach(() =>
	asSystem(async (db) => {
		await db.delete(t.accounts);
		await db.delete(t.sessions);
		await db.delete(t.memberships);
		await db.delete(t.invitations);
		await db.delete(t.users);
	})
);
afterAll(async () => {
	await stage.running.stop();
	await closeDatabase();
});

const enter = (proof: Proof, before?: string) => asSystem((db) => enterByOidc(db, proof, before));
const whoIs = (token: string) => asSystem((db) => personOf(db, token));
const invite = (email: string) =>
	asSystem((db) =>
		db.insert(t.invitations).values({
			email,
			name: 'New Person',
			organisationId: ministry.id,
			role: 'contributor',
			expiresAt: new Date(Date.now() + 3_600_000)
		})
	);
const rows = async () =>
	asSystem(async (db) => ({
		users: (await db.select().from(t.users)).length,
		sessions: (await db.select().from(t.sessions)).length,
		accounts: await db.select().from(t.accounts)
	}));

describe('[TRUST 43] who it is', () => {
	it('is made of an invitation, once, with the account and the membership', async () => {
		await invite('new@example.org');
		const { token } = await enter(await stage.prove('s-1'));
		expect(await whoIs(token)).toMatchObject({
			email: 'new@example.org',
			memberships: [{ organisationSlug: 'ministry', role: 'contributor' }]
		});
		const { accounts } = await rows();
		expect(accounts).toMatchObject([{ provider: stage.settings.issuer, providerAccountId: 's-1' }]);
		expect(accounts[0]).toMatchObject({ access_token: null, id_token: null, refresh_token: null });
		stage.running.accounts.set('s-1', { email: 'renamed@example.org', verified: true });
		const again = await enter(await stage.prove('s-1'));
		expect((await whoIs(again.token))?.email).toBe('new@example.org');
	});

	it('is nobody who was not invited', async () => {
		expect(await failure(stage.prove('s-1').then((proof) => enter(proof)))).toBe('unknown');
		expect(await rows()).toMatchObject({ users: 0, sessions: 0, accounts: [] });
	});

	it.each([
		['says that it is not verified', { email: 'new@example.org', verified: false }],
		['names none', {}]
	])('is nobody by an address if the provider %s', async (_, account) => {
		await invite('new@example.org');
		stage.running.accounts.set('s-1', account);
		expect(await failure(stage.prove('s-1').then((proof) => enter(proof)))).toBe('not_verified');
		expect(await rows()).toMatchObject({ users: 0, sessions: 0, accounts: [] });
	});

	it('is not taken over by another account with the same address', async () => {
		await invite('new@example.org');
		await enter(await stage.prove('s-1'));
		await invite('new@example.org');
		stage.running.accounts.set('s-2', { email: 'new@example.org', verified: true });
		expect(await failure(stage.prove('s-2').then((proof) => enter(proof)))).toBe('unknown');
		expect((await rows()).accounts).toHaveLength(1);
	});

	it('is not a member who has signed in by links until now: they connect it themselves', async () => {
		const member = await person(ministry, 'contributor');
		stage.running.accounts.set('s-3', { email: member.email, verified: true });
		const proof = await stage.prove('s-3');
		expect(await failure(enter(proof))).toBe('unknown');
		await asSystem((db) => connectAccount(db, member, proof));
		expect((await whoIs((await enter(proof)).token))?.userId).toBe(member.userId);
	});

	it('is one person: an account of another, or a second one, is not connected', async () => {
		const [one, other] = [await person(ministry, 'viewer'), await person(ministry, 'viewer')];
		const proof = await stage.prove('s-1');
		await asSystem((db) => connectAccount(db, one, proof));
		await asSystem((db) => connectAccount(db, one, proof));
		expect(await failure(asSystem((db) => connectAccount(db, other, proof)))).toBe('taken');
		const second = { ...proof, subject: 's-2' };
		expect(await failure(asSystem((db) => connectAccount(db, one, second)))).toBe('taken');
	});

	it('is not the same by the same subject at another provider', async () => {
		await invite('new@example.org');
		const proof = await stage.prove('s-1');
		await enter(proof);
		const elsewhere = { ...proof, issuer: 'https://other.example' };
		expect(await failure(enter(elsewhere))).toBe('unknown');
		await invite('second@example.org');
		await enter({ ...elsewhere, email: 'second@example.org' });
		expect(await rows()).toMatchObject({ users: 2 });
	});

	it.each(['disabled', 'ended'])('is nobody any more when %s', async (why) => {
		await invite('new@example.org');
		const proof = await stage.prove('s-1');
		await enter(proof);
		await asSystem(async (db) => {
			const [{ id = '' } = {}] = await db.select({ id: t.users.id }).from(t.users);
			if (why === 'disabled')
				await db.update(t.users).set({ disabledAt: new Date() }).where(eq(t.users.id, id));
			else await db.update(t.memberships).set({ endedAt: new Date() });
		});
		expect(await failure(enter(proof))).toBe('unknown');
	});

	it('[TRUST 47] begins a session of its own, and the one before ends', async () => {
		await invite('new@example.org');
		const proof = await stage.prove('s-1');
		const before = await enter(proof);
		const after = await enter(proof, before.token);
		expect(await whoIs(before.token)).toBeNull();
		expect(await whoIs(after.token)).not.toBeNull();
		expect(await rows()).toMatchObject({ sessions: 1 });
	});

	it('[TRUST 44] counts a session as proved when the provider says that it was', async () => {
		await invite('new@example.org');
		stage.running.bend((claims) => ({ ...claims, auth_time: seconds() - FRESH_FOR / 1000 - 60 }));
		const { token } = await enter(await stage.prove('s-1'));
		const signedIn = await whoIs(token);
		expect(signedIn && isFresh(signedIn)).toBe(false);
	});
});
