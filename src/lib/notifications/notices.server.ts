import { asc, eq, inArray, isNull } from 'drizzle-orm';
import type { System } from '#lib/access/actor.ts';
import { currentTime } from '#lib/clock.ts';
import { withActor } from '#lib/server/db/index.ts';
import { notices, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { noticeMail } from './mails.ts';
import { queueMail } from './outbox.server.ts';
import { linkTo, peopleOf } from './recipients.server.ts';
import { NOTICE_EVENTS, type NoticeEvent } from './vocabulary.ts';

const MAIL: System = { kind: 'system', task: 'mail' };

/** Something that people are to be told; the names it carries are those that they may see. */
export interface Notice {
	event: NoticeEvent;
	/** Names the occasion: a second with the same key is not noted. */
	key: string;
	/** The record by its reference or period, and its title in both languages. */
	about: { reference: string; titleEn: string | null; titleFr: string | null };
	/** Whose doing it is, in both languages. */
	by: { en: string; fr: string };
	/** The page it leads to, without the language. */
	path: string;
}

/**
 * Notes that people of an organisation, or one of them, are to be told something: for who may not look
 * up who they are. In the caller's transaction; the mail task writes the mails.
 */
export async function notify(
	db: Db,
	{ event, key, about, by, path }: Notice,
	...whom: { organisationId: string; userId?: string }[]
): Promise<void> {
	if (!whom.length) return;
	await db
		.insert(notices)
		.values(
			whom.map(({ organisationId, userId }) => ({
				dedupeKey: [event, key, organisationId, userId ?? 'all'].join(':'),
				event,
				organisationId,
				userId,
				detail: {
					reference: about.reference,
					titleEn: about.titleEn ?? '',
					titleFr: about.titleFr ?? '',
					byEn: by.en,
					byFr: by.fr
				},
				path
			}))
		)
		.onConflictDoNothing();
}

/** Notes that everyone of the secretariat is to be told something. */
export async function notifySecretariat(db: Db, notice: Notice): Promise<void> {
	await notify(db, notice, ...(await secretariats(db)));
}

/** The secretariat, as notices are addressed to it. */
export async function secretariats(db: Db): Promise<{ organisationId: string }[]> {
	return db
		.select({ organisationId: organisations.id })
		.from(organisations)
		.where(eq(organisations.kind, 'secretariat'));
}

/**
 * Writes the mails of the notices that wait, up to fifty, each in its reader's language. Instances share
 * the work, and none is told twice. Returns how many notices were handled.
 */
export async function deliverNotices(): Promise<number> {
	return withActor(MAIL, async (db) => {
		const waiting = await db
			.select()
			.from(notices)
			.where(isNull(notices.handledAt))
			.orderBy(asc(notices.createdAt))
			.limit(50)
			.for('update', { skipLocked: true });
		for (const notice of waiting) await tell(db, notice);
		if (waiting.length)
			await db
				.update(notices)
				.set({ handledAt: currentTime() })
				.where(
					inArray(
						notices.id,
						waiting.map(({ id }) => id)
					)
				);
		return waiting.length;
	});
}

async function tell(db: Db, { detail, ...notice }: typeof notices.$inferSelect): Promise<void> {
	const event = NOTICE_EVENTS.find((known) => known === notice.event);
	if (!event) return;
	const people = await peopleOf(db, notice.organisationId, notice.userId);
	await queueMail(
		db,
		...people.map(({ id, email, locale }) => ({
			dedupeKey: `notice:${notice.id}:${id}`,
			recipient: email,
			locale,
			...noticeMail(
				event,
				{
					reference: detail.reference ?? '',
					title: { en: detail.titleEn ?? '', fr: detail.titleFr ?? '' },
					by: { en: detail.byEn ?? '', fr: detail.byFr ?? '' },
					link: linkTo(notice.path, locale)
				},
				locale
			)
		}))
	);
}
