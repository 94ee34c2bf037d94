import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { forgetWhatIsOld } from '#lib/retention/forget.server.ts';
import { KEPT, PERIODS, type Kept } from '#lib/retention/periods.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, cast, type Cast } from './world.ts';

const DAY = 24 * 60 * 60 * 1000;
const ENDED = new Date('2026-01-01T00:00:00Z');
const after = (days: number) => new Date(ENDED.getTime() + days * DAY);

let world: Cast;
beforeAll(async () => {
	useDatabase(await freshDatabase());
	world = await cast('government');
	await plant();
}, 60_000);
afterAll(closeDatabase);

/** Of each, one that ended at that moment. */
async function plant(): Promise<void> {
	const { userId, email } = world.actors.contributor as Person;
	const organisationId = world.owner.id;
	await asSystem(async (db) => {
		await db.insert(t.sessions).values({ sessionToken: 'x', userId, expires: ENDED });
		await db.insert(t.verificationTokens).values({ identifier: email, token: 'x', expires: ENDED });
		const { id: summaryId } = only(
			await db.insert(t.summaries).values({ slug: 'kept' }).returning({ id: t.summaries.id })
		);
		await db.insert(t.summaryPresence).values({ summaryId, userId, since: ENDED, seenAt: ENDED });
		await db
			.insert(t.formTokens)
			.values({ token: randomUUID(), userId, result: '/', createdAt: ENDED });
		await db
			.insert(t.mailOutbox)
			.values([
				mail('sent', email, { sentAt: ENDED }),
				mail('failed', email, { failedAt: ENDED }),
				mail('waiting', email, {})
			]);
		await db.insert(t.invitations).values({
			email,
			name: 'N',
			organisationId,
			role: 'viewer',
			expiresAt: ENDED
		});
		await db.insert(t.notices).values({
			dedupeKey: 'x',
			event: 'update_posted',
			organisationId,
			path: '/',
			handledAt: ENDED
		});
		await db
			.insert(t.imports)
			.values({ organisationId, createdBy: userId, fileName: 'f', locale: 'en', createdAt: ENDED });
		const membership = only(
			await db.select().from(t.memberships).where(eq(t.memberships.userId, userId))
		);
		await db.insert(t.apiTokens).values({
			organisationId,
			userId,
			membershipId: membership.id,
			name: 'T',
			hash: 'x',
			scopes: ['updates:write'],
			createdBy: userId,
			createdAt: new Date(ENDED.getTime() - 30 * DAY),
			expiresAt: ENDED
		});
	});
}

const mail = (dedupeKey: string, recipient: string, ended: { sentAt?: Date; failedAt?: Date }) => ({
	dedupeKey,
	recipient,
	locale: 'en' as const,
	subject: 'S',
	body: 'B',
	createdAt: ENDED,
	...ended
});

/** How many there are that still say something. */
const LEFT: Record<Kept, ReturnType<typeof sql>> = {
	sessions: sql`select count(*)::int as left from sessions`,
	links: sql`select count(*)::int as left from verification_tokens`,
	presence: sql`select count(*)::int as left from summary_presence`,
	forms: sql`select count(*)::int as left from form_tokens`,
	mails: sql`select count(*)::int as left from mail_outbox where recipient || subject || body <> '' and dedupe_key <> 'waiting'`,
	invitations: sql`select count(*)::int as left from invitations`,
	notices: sql`select count(*)::int as left from notices`,
	imports: sql`select count(*)::int as left from imports`,
	tokens: sql`select count(*)::int as left from api_tokens`
};
const left = (kept: Kept) =>
	asSystem(
		async (db) =>
			((await db.execute(LEFT[kept])) as unknown as { rows: { left: number }[] }).rows[0]?.left
	);

describe('what is kept', () => {
	const days = [...new Set(Object.values(PERIODS))].sort((one, other) => one - other);

	it.each(days)('for %i days is there to its last and no longer', async (period) => {
		const these = KEPT.filter((kept) => PERIODS[kept] === period);
		const still = async () => Promise.all(these.map(async (kept) => `${kept} ${await left(kept)}`));
		await forgetWhatIsOld(new Date(after(period).getTime() - 1000));
		expect(await still()).toEqual(these.map((kept) => `${kept} ${kept === 'mails' ? 2 : 1}`));
		const turned = new Date(after(period).getTime() + 1000);
		await Promise.all([forgetWhatIsOld(turned), forgetWhatIsOld(turned)]);
		await forgetWhatIsOld(turned);
		expect(await still()).toEqual(these.map((kept) => `${kept} 0`));
	});

	it('leaves the keys of mails, so that none is written again, and the mail that waits', async () => {
		const rows = await asSystem((db) => db.select().from(t.mailOutbox));
		expect(rows.map(({ dedupeKey, body }) => `${dedupeKey} ${body}`).sort()).toEqual([
			'failed ',
			'sent ',
			'waiting B'
		]);
	});
});
