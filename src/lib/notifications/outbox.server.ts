import { and, count, desc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { System } from '#lib/access/actor.ts';
import { currentTime } from '#lib/clock.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { mailOutbox } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

const MAIL: System = { kind: 'system', task: 'mail' };
const ATTEMPTS = 8;
/** How long a mail taken for sending is left to the one who took it, in seconds. */
const LEASE = 120;
/** How many go out in a round at most. */
const ROUND = 20;
/** After how many seconds a mail is tried again that met no mail server, and for how many days. */
const AWAY = 60;
const AWAY_DAYS = 2;

export interface Mail {
	/** One mail for one occasion: a second with the same key is not queued. */
	dedupeKey: string;
	recipient: string;
	locale: Locale;
	subject: string;
	body: string;
	/** Where one request ends mails of this kind, for those that can be ended. */
	unsubscribeUrl?: string | null;
	/** Whose subscription it is written for, or the request for one: the mail goes when that goes. */
	subscriptionId?: string | null;
	subscriptionRequestId?: string | null;
}

/** Puts a mail into the outbox, in the caller's transaction: it is sent if and only if that commits. */
export async function queueMail(db: Db, ...mails: Mail[]): Promise<void> {
	if (mails.length) await db.insert(mailOutbox).values(mails).onConflictDoNothing();
}

export interface QueuedMail extends Mail {
	id: string;
	attempts: number;
}

/**
 * Sends what is due, up to twenty mails, one after the other: takes one, sends it outside any transaction, notes the
 * outcome. What is written for one person goes before what is written for all subscribers. What the mail server refuses is
 * tried again after a growing pause, eight times in all; where it is away, the round ends, and no mail is the worse for it.
 * Instances share the work without sending twice. Returns how many went out.
 */
export async function deliverDue(send: (mail: QueuedMail) => Promise<void>): Promise<number> {
	let sent = 0;
	for (let number = 0; number < ROUND; number += 1) {
		const mail = await withActor(MAIL, takeNext);
		if (!mail) break;
		const failure = await send(mail).then(
			() => null,
			(error: unknown) => (error instanceof Error ? error : new Error(String(error)))
		);
		await withActor(MAIL, (db) => noteOutcome(db, mail, failure));
		if (failure instanceof MailServerAway) break;
		if (!failure) sent += 1;
	}
	return sent;
}

/** There is no mail server, or one that serves nobody: it has said nothing of the mail that was to be sent. */
export class MailServerAway extends Error {
	override readonly name = 'MailServerAway';
}

async function takeNext(db: Db): Promise<QueuedMail | undefined> {
	const next = db
		.select({ id: mailOutbox.id })
		.from(mailOutbox)
		.where(
			and(
				isNull(mailOutbox.sentAt),
				isNull(mailOutbox.failedAt),
				lte(mailOutbox.nextAttemptAt, sql`now()`)
			)
		)
		.orderBy(sql`${mailOutbox.subscriptionId} is not null`, mailOutbox.nextAttemptAt)
		.limit(1)
		.for('update', { skipLocked: true });
	const [taken] = await db
		.update(mailOutbox)
		.set({
			attempts: sql`${mailOutbox.attempts} + 1`,
			nextAttemptAt: after(LEASE)
		})
		.where(sql`${mailOutbox.id} in ${next}`)
		.returning();
	return taken;
}

/** So many seconds from now, by the clock of the database, which all instances share. */
const after = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;

async function noteOutcome(db: Db, mail: QueuedMail, failure: Error | null): Promise<void> {
	const { createdAt } = mailOutbox;
	await db
		.update(mailOutbox)
		.set(
			!failure
				? { sentAt: currentTime(), lastError: null }
				: failure instanceof MailServerAway
					? {
							lastError: failure.message.slice(0, 500),
							attempts: mail.attempts - 1,
							failedAt: sql`case when ${createdAt} < now() - make_interval(days => ${AWAY_DAYS}) then now() end`,
							nextAttemptAt: after(AWAY)
						}
					: {
							lastError: failure.message.slice(0, 500),
							failedAt: mail.attempts >= ATTEMPTS ? currentTime() : null,
							nextAttemptAt: after(30 * 2 ** mail.attempts)
						}
		)
		.where(eq(mailOutbox.id, mail.id));
}

/** The newest mails of the local mailbox of demonstration mode. Needs the system actor. */
export function latestMails(db: Db) {
	return db.select().from(mailOutbox).orderBy(desc(mailOutbox.createdAt)).limit(50);
}

/** How many mails wait to be sent, for how many seconds the oldest has, and how many were given up. */
export function mailBacklog() {
	const { createdAt, sentAt, failedAt } = mailOutbox;
	return withActor(MAIL, async (db) =>
		only(
			await db
				.select({
					waiting: sql<number>`count(*) filter (where ${failedAt} is null)`.mapWith(Number),
					oldest:
						sql<number>`coalesce(extract(epoch from now() - min(${createdAt}) filter (where ${failedAt} is null)), 0)`.mapWith(
							Number
						),
					failed: count(failedAt)
				})
				.from(mailOutbox)
				.where(isNull(sentAt))
		)
	);
}
