import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accountOf } from '#lib/access/account.server.ts';
import type { Person } from '#lib/access/actor.ts';
import { eraseMember, eraseOwnAccount } from '#lib/access/erase.server.ts';
import { personOf, startSession } from '#lib/access/sessions.server.ts';
import { verifyChain } from '#lib/audit/verify.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { record } from '#lib/audit/record.server.ts';
import { freshDatabase } from '../database.ts';
import { as, refusal } from './assessment-world.ts';
import { asSystem, cast, organisation, person, type Cast } from './world.ts';

let world: Cast;
beforeAll(async () => {
	useDatabase(await freshDatabase());
	world = await cast('government');
}, 60_000);
afterAll(closeDatabase);

/** Somebody with a name and an address that nobody else has, of whom something is held wherever it can be. */
let leaver: Person;
let session: string;
const NAME = 'Quetzalcoatl Xochimilco';
beforeEach(async () => {
	leaver = await person(world.owner, 'contributor');
	const { userId, email } = leaver;
	session = (await asSystem((db) => startSession(db, userId))).token;
	await asSystem(async (db) => {
		await db
			.update(t.users)
			.set({ name: NAME, calendarKey: randomUUID() })
			.where(eq(t.users.id, userId));
		await db.insert(t.mailOutbox).values(
			[new Date(), null].map((sentAt) => ({
				dedupeKey: randomUUID(),
				recipient: email,
				locale: 'en' as const,
				subject: `For ${NAME}`,
				body: `Dear ${NAME}`,
				sentAt
			}))
		);
		await db.insert(t.passkeys).values({
			userId,
			name: `Laptop of ${NAME}`,
			credentialId: randomUUID(),
			publicKey: new Uint8Array([1, 2, 3]),
			counter: 0,
			transports: []
		});
		await db.insert(t.subscriptions).values({ email, locale: 'en' });
		await db.insert(t.subscriptionRequests).values({
			email,
			locale: 'en',
			hash: randomUUID(),
			askedFrom: 'x',
			expiresAt: new Date('2099-01-01')
		});
		await db.insert(t.invitations).values({
			email,
			name: NAME,
			organisationId: world.owner.id,
			role: 'viewer',
			acceptedAt: new Date(),
			expiresAt: new Date('2099-01-01')
		});
		await db
			.insert(t.verificationTokens)
			.values({ identifier: email, token: 'x', expires: new Date('2099-01-01') });
		const commitment = only(
			await db
				.insert(t.commitments)
				.values({
					reference: `OWNER-${Math.floor(Math.random() * 1e9)}`,
					ownerId: world.owner.id,
					kind: 'programme',
					titleEn: 'T',
					createdBy: userId
				})
				.returning()
		);
		await db.insert(t.commitmentComments).values({
			commitmentId: commitment.id,
			ownerId: world.owner.id,
			authorId: userId,
			authorName: NAME,
			fromSecretariat: false,
			body: 'A question.'
		});
	});
	await withActor(leaver, (db) =>
		record(db, leaver, 'session.revoked', { type: 'person', id: userId }, { sessions: 1 })
	);
});

/** Every row of every table, as text. */
const everything = () =>
	asSystem(async (db) => {
		const rowsOf = async (query: ReturnType<typeof sql>) =>
			((await db.execute(query)) as unknown as { rows: { row: string }[] }).rows.map(
				({ row }) => row
			);
		const tables = await rowsOf(
			sql`select relname as row from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'actor_seal'`
		);
		const found: string[] = [];
		for (const name of tables)
			found.push(
				...(await rowsOf(sql`select to_jsonb(one)::text as row from ${sql.identifier(name)} one`))
			);
		return found.join('\n');
	});
const whole = (name: string) => world.actors[name] as Person;

describe('an account that is erased', () => {
	it('leaves neither name nor address in any row, the log among them, and the chain holds', async () => {
		expect(await everything()).toContain(NAME);
		await as(leaver, eraseOwnAccount);
		const after = await everything();
		expect(after).not.toContain(NAME);
		expect(after).not.toContain(leaver.email);
		const user = only(
			await asSystem((db) => db.select().from(t.users).where(eq(t.users.id, leaver.userId)))
		);
		expect(user.name).toBe(
			'A former member of Name of owner / Ancien membre de l’organisation Nom de owner'
		);
		expect(user.email).toBe(`${leaver.userId}@erased.invalid`);
		const check = await withActor({ kind: 'system', task: 'audit' }, (db) => verifyChain(db));
		expect(check.breaks).toEqual([]);
	});

	it('opens nothing any more, and stays attributed', async () => {
		await as(leaver, eraseOwnAccount);
		expect(await asSystem((db) => personOf(db, session))).toBeNull();
		const [comment] = await asSystem((db) =>
			db.select().from(t.commitmentComments).where(eq(t.commitmentComments.authorId, leaver.userId))
		);
		expect(comment).toMatchObject({ ownerId: world.owner.id, body: 'A question.' });
		expect(comment?.authorName).toMatch(/^A former member of /);
		const [entry] = await asSystem((db) =>
			db.select().from(t.auditEvents).where(eq(t.auditEvents.event, 'person.erased')).limit(1)
		);
		expect(entry).toMatchObject({ organisationId: world.owner.id, detail: '{"by":"self"}' });
		expect(await refusal(as(leaver, eraseOwnAccount))).toBe('not_found');
	});

	it('is one’s own, after a fresh proof, or of somebody who left, for an administrator', async () => {
		expect(await refusal(as({ ...leaver, provedAt: 0 }, eraseOwnAccount))).toBe('prove_again');
		for (const name of ['public', 'stranger', 'viewer', 'approver', 'editor', 'publisher'])
			expect(
				await refusal(as(world.actors[name] as Person, eraseMember, { person: leaver.userId })),
				name
			).toMatch(/not_/);
		for (const name of ['stranger', 'viewer', 'approver', 'publisher'])
			await expect(
				withActor(whole(name), (db) =>
					db.execute(
						sql`select concord_erase_person(${leaver.userId}::uuid, 'A former member / Ancien membre')`
					)
				),
				name
			).rejects.toThrow();
		await as(whole('administrator'), eraseMember, { person: leaver.userId });
		expect(await everything()).not.toContain(leaver.email);
	});

	it('is not the last approver’s or administrator’s without a successor', async () => {
		const ministry = await organisation('government', 'small');
		const first = await person(ministry, 'approver');
		expect(await refusal(as(first, eraseOwnAccount))).toBe('last_one');
		const second = await person(ministry, 'approver');
		const both = await Promise.all([first, second].map((one) => refusal(as(one, eraseOwnAccount))));
		expect(both.sort()).toEqual(['done', 'last_one']);
		expect(await refusal(as(whole('administrator'), eraseOwnAccount))).toBe('last_one');
	});
});

describe('what is held about a person', () => {
	it('is given as one document, without any secret', async () => {
		const held = await withActor({ kind: 'system', task: 'privacy' }, (db) =>
			accountOf(db, leaver)
		);
		expect(held).toMatchObject({
			profile: { name: NAME, email: leaver.email, hasCalendarAddress: true },
			memberships: [{ organisation: 'owner', role: 'contributor', endedAt: null }],
			sessions: [{}],
			passkeys: [{ name: `Laptop of ${NAME}`, lastUsedAt: null }],
			invitations: [{ name: NAME }],
			subscriptions: [{ locale: 'en' }],
			comments: [{ body: 'A question.' }],
			log: [{ event: 'session.revoked' }]
		});
		expect(held.mails).toHaveLength(2);
		expect(JSON.stringify(held)).not.toContain(session);
		expect(JSON.stringify(held)).not.toMatch(/publicKey|credentialId/);
	});

	it('is all that any table tells of them', async () => {
		const columns = await asSystem(async (db) =>
			(
				(await db.execute(
					sql`select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
						where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
							and a.attname ~ '(^|_)(email|phone|mobile|birth|address|ip|agent|identifier|recipient)(_|$)' order by 1`
				)) as unknown as { rows: { name: string }[] }
			).rows.map(({ name }) => name)
		);
		// Who gets the money that a funding line is about is an organisation.
		expect(columns).toEqual([
			'funding_lines.recipient',
			'invitations.email',
			'mail_outbox.recipient',
			'subscription_requests.email',
			'subscriptions.email',
			'users.email',
			'users.email_verified',
			'verification_tokens.identifier'
		]);
	});
});
