import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adapter } from '#lib/access/adapter.server.ts';
import { linkHolds, requestLink } from '#lib/access/auth.server.ts';
import {
	acceptInvitations,
	createInvitedUser,
	mayReceiveLink
} from '#lib/access/invitations.server.ts';
import { endSession, hashToken, personOf, startSession } from '#lib/access/sessions.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, organisation, person } from './world.ts';

const ORIGIN = 'http://localhost:3000';
const HOUR = 3_600_000;
let ministry: Awaited<ReturnType<typeof organisation>>;

const mails = () => asSystem((db) => db.select().from(t.mailOutbox));
const invite = (email: string, over: Partial<typeof t.invitations.$inferInsert> = {}) =>
	asSystem((db) =>
		db.insert(t.invitations).values({
			email,
			name: 'New Person',
			locale: 'fr',
			organisationId: ministry.id,
			role: 'contributor',
			expiresAt: new Date(Date.now() + HOUR),
			...over
		})
	);

beforeAll(async () => {
	useDatabase(await freshDatabase());
	ministry = await organisation('government', 'ministry');
}, 60_000);

afterEach(() =>
	asSystem(async (db) => {
		await db.delete(t.mailOutbox);
		await db.delete(t.invitations);
	})
);
afterAll(closeDatabase);

describe('a sign-in link', () => {
	it('is sent to a member, in their language, and leads to a page with a button', async () => {
		const member = await person(ministry, 'contributor');
		await requestLink(member.email, '/en/workspace', ORIGIN, null);
		const [mail, ...more] = await mails();
		expect(more).toEqual([]);
		expect(mail?.recipient).toBe(member.email);
		expect(mail?.body).toContain(`${ORIGIN}/en/sign-in/confirm?token=`);
		expect(mail?.body).toContain('next=%2Fen%2Fworkspace');
	});

	it('holds for its ten minutes, and for the address it was sent to and no other', async () => {
		const member = await person(ministry, 'contributor');
		await requestLink(member.email, '/en/workspace', ORIGIN, null);
		const [mail] = await mails();
		const token =
			new URL(/http\S+/.exec(mail?.body ?? '')?.[0] ?? '').searchParams.get('token') ?? '';
		expect(await linkHolds({ token, email: member.email })).toBe(true);
		expect(await linkHolds({ token, email: 'other@example.org' })).toBe(false);
		await asSystem((db) =>
			db
				.update(t.verificationTokens)
				.set({ expires: new Date(Date.now() - HOUR) })
				.where(eq(t.verificationTokens.identifier, member.email))
		);
		expect(await linkHolds({ token, email: member.email })).toBe(false);
	});

	it('is not sent to an address that nobody invited', async () => {
		await requestLink('nobody@example.org', '/en/workspace', ORIGIN, null);
		expect(await mails()).toEqual([]);
	});

	it('is kept as a hash, and is good for ten minutes', async () => {
		const member = await person(ministry, 'contributor');
		await requestLink(member.email, '/en/workspace', ORIGIN, null);
		const [mail] = await mails();
		const token = /token=([\w-]+)/.exec(mail?.body ?? '')?.[1] ?? '';
		const stored = await asSystem((db) =>
			db
				.select()
				.from(t.verificationTokens)
				.where(eq(t.verificationTokens.identifier, member.email))
		);
		expect(stored).toHaveLength(1);
		expect(stored[0]?.token).not.toBe(token);
		const minutes = ((stored[0]?.expires.valueOf() ?? 0) - Date.now()) / 60_000;
		expect(minutes).toBeGreaterThan(9);
		expect(minutes).toBeLessThanOrEqual(10);
	});

	it('never leads to another site', async () => {
		const member = await person(ministry, 'contributor');
		await requestLink(member.email, 'https://evil.example/x', ORIGIN, null);
		expect((await mails())[0]?.body ?? '').not.toContain('evil');
	});
});

describe('an invitation', () => {
	it('lets its address in, makes the person and the membership, once', async () => {
		await invite('invited@example.org');
		expect(await asSystem((db) => mayReceiveLink(db, 'invited@example.org'))).toEqual({
			locale: 'fr',
			userId: null
		});
		const user = await asSystem(async (db) => {
			const made = await createInvitedUser(db, 'invited@example.org');
			await acceptInvitations(db, made);
			await acceptInvitations(db, made);
			return made;
		});
		const joined = await asSystem((db) =>
			db.select().from(t.memberships).where(eq(t.memberships.userId, user.id))
		);
		expect(joined).toMatchObject([{ organisationId: ministry.id, role: 'contributor' }]);
	});

	it.each([
		['expired', { expiresAt: new Date(Date.now() - HOUR) }],
		['revoked', { revokedAt: new Date() }],
		['accepted', { acceptedAt: new Date() }]
	])('does not let an address in once it is %s', async (_, over) => {
		await invite('late@example.org', over);
		expect(await asSystem((db) => mayReceiveLink(db, 'late@example.org'))).toBeNull();
		await expect(asSystem((db) => createInvitedUser(db, 'late@example.org'))).rejects.toThrow();
	});

	it('is needed: the adapter makes nobody of its own accord', async () => {
		await expect(
			adapter.createUser?.({ id: '', email: 'nobody@example.org', emailVerified: null })
		).rejects.toThrow();
	});
});

describe('a session', () => {
	it('is kept as a hash of 256 random bits', async () => {
		const member = await person(ministry, 'viewer');
		const { token } = await asSystem((db) => startSession(db, member.userId));
		expect(token).toMatch(/^[\w-]{43}$/);
		const rows = await asSystem((db) =>
			db.select().from(t.sessions).where(eq(t.sessions.userId, member.userId))
		);
		expect(rows.map((row) => row.sessionToken)).toEqual([hashToken(token)]);
		expect(await asSystem((db) => personOf(db, hashToken(token)))).toBeNull();
	});

	it('names the person and their memberships in force, and nobody once ended', async () => {
		const member = await person(ministry, 'approver');
		const { token } = await asSystem((db) => startSession(db, member.userId));
		expect(await asSystem((db) => personOf(db, token))).toMatchObject({
			userId: member.userId,
			memberships: [{ organisationSlug: 'ministry', role: 'approver' }]
		});
		await asSystem((db) => endSession(db, token));
		expect(await asSystem((db) => personOf(db, token))).toBeNull();
	});

	it.each(['membership ended', 'person disabled', 'expired'])(
		'is nobody’s when %s',
		async (why) => {
			const member = await person(ministry, 'approver');
			const { token } = await asSystem((db) => startSession(db, member.userId));
			await asSystem(async (db) => {
				if (why === 'membership ended')
					await db
						.update(t.memberships)
						.set({ endedAt: new Date() })
						.where(eq(t.memberships.userId, member.userId));
				if (why === 'person disabled')
					await db
						.update(t.users)
						.set({ disabledAt: new Date() })
						.where(eq(t.users.id, member.userId));
				if (why === 'expired')
					await db
						.update(t.sessions)
						.set({ expires: new Date(Date.now() - 1) })
						.where(eq(t.sessions.userId, member.userId));
			});
			expect(await asSystem((db) => personOf(db, token))).toBeNull();
		}
	);
});
