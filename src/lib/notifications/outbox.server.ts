import { and, count, desc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { System } from '#lib/access/actor.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { mailOutbox } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

const MAIL: System = { kind: 'system', task: 'mail' };
const ATTEMPTS = 8;
/** How long a mail taken for sending is left to the one who took it, in seconds. */
const LEASE = 120;

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
 * Sends what is due, up to twenty mails: takes them, sends outside any transaction, notes the
 * outcome. What is written for one person goes before what is written for all subscribers. A failure is tried again after a growing pause, eight times in all. Instances share the
 * work without sending twice. Returns how many went out.
 */
export async function deliverDue(send: (mail: QueuedMail) => Promise<void>): Promise<number> {
	const taken = await withActor(MAIL, takeDue);
	let sent = 0;
	for (const mail of taken) {
		const failure = await send(mail).then(
			() => null,
			(error: unknown) => (error instanceof Error ? error.message : String(error))
		);
		if (failure === null) sent += 1;
		await withActor(MAIL, (db) => noteOutcome(db, mail, failure));
	}
	return sent;
}

async function takeDue(db: Db): Promise<QueuedMail[]> {
	const due = db
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
		.limit(20)
		.for('update', { skipLocked: true });
	return db
		.update(mailOutbox)
		.set({
			attempts: sql`${mailOutbox.attempts} + 1`,
			nextAttemptAt: sql`now() + make_interval(secs => ${LEASE})`
		})
		.where(sql`${mailOutbox.id} in ${due}`)
		.returning();
}

async function noteOutcome(db: Db, mail: QueuedMail, failure: string | null): Promise<void> {
	const pause = 30 * 2 ** mail.attempts;
	await db
		.update(mailOutbox)
		.set(
			failure === null
				? { sentAt: new Date(), lastError: null }
				: {
						lastError: failure.slice(0, 500),
						failedAt: mail.attempts >= ATTEMPTS ? new Date() : null,
						nextAttemptAt: sql`now() + make_interval(secs => ${pause})`
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
