import { and, asc, eq, gt, isNotNull, lt, notExists } from 'drizzle-orm';
import type { System } from '#lib/access/actor.ts';
import { withActor } from '#lib/server/db/index.ts';
import { subscriptions, summaries, summaryAnnouncements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { editionPath } from '#lib/summaries/addresses.ts';
import { queueMail } from './outbox.server.ts';
import { linkTo } from './recipients.server.ts';
import { announcementMail, type Announced } from './subscription-mails.ts';
import { subscriptionEndPath } from './subscriptions.server.ts';
import { ANNOUNCEMENTS, type Announcement } from './vocabulary.ts';

const MAIL: System = { kind: 'system', task: 'mail' };
/** How many subscribers are read at a time. */
const BATCH = 500;
/** When it happened, by what is told. */
const MOMENTS = { published: summaries.publishedAt, withdrawn: summaries.withdrawnAt } as const;

type Edition = typeof summaries.$inferSelect;

/**
 * Writes the mails that tell subscribers of editions published, corrected and withdrawn since the last time, whoever
 * did that and how. Instances share the work, and nobody is told twice. Returns how much there was to tell.
 */
export async function announceSummaries(): Promise<number> {
	return withActor(MAIL, async (db) => {
		let told = 0;
		for (const event of ANNOUNCEMENTS)
			for (const edition of await notAnnounced(db, event))
				if (await isOurs(db, edition, event)) {
					await announce(db, edition, event);
					told += 1;
				}
		return told;
	});
}

const notAnnounced = (db: Db, event: Announcement): Promise<Edition[]> =>
	db
		.select()
		.from(summaries)
		.where(
			and(
				isNotNull(MOMENTS[event]),
				notExists(
					db
						.select()
						.from(summaryAnnouncements)
						.where(
							and(
								eq(summaryAnnouncements.summaryId, summaries.id),
								eq(summaryAnnouncements.event, event)
							)
						)
				)
			)
		)
		.orderBy(asc(MOMENTS[event]));

/** Whether this instance is the one that tells of it: another that tried at the same moment is not. */
async function isOurs(db: Db, { id }: Edition, event: Announcement): Promise<boolean> {
	const noted = await db
		.insert(summaryAnnouncements)
		.values({ summaryId: id, event })
		.onConflictDoNothing()
		.returning();
	return noted.length > 0;
}

async function announce(db: Db, edition: Edition, event: Announcement): Promise<void> {
	// What was replaced or withdrawn before anyone was told of it is told as what it has become.
	if (event === 'published' && edition.state !== 'published') return;
	const moment = event === 'published' ? edition.publishedAt : edition.withdrawnAt;
	if (!moment) return;
	const announced: Announced = {
		event,
		title: { en: edition.titleEn, fr: edition.titleFr },
		edition: edition.edition,
		asOf: edition.asOf,
		correctionNote: { en: edition.correctionNoteEn, fr: edition.correctionNoteFr },
		withdrawalReason: { en: edition.withdrawalReasonEn, fr: edition.withdrawalReasonFr }
	};
	const path = editionPath(edition);
	for await (const { id, email, locale } of subscribersBefore(db, moment)) {
		const end = linkTo(subscriptionEndPath(id), locale);
		await queueMail(db, {
			dedupeKey: `summary ${event}:${edition.id}:${id}`,
			subscriptionId: id,
			recipient: email,
			locale,
			unsubscribeUrl: end,
			...announcementMail(announced, { link: linkTo(path, locale), end }, locale)
		});
	}
}

/** Those who had subscribed before a moment: what was published earlier is on the page they subscribed on. */
async function* subscribersBefore(db: Db, moment: Date) {
	let last = '00000000-0000-0000-0000-000000000000';
	for (;;) {
		const some = await db
			.select()
			.from(subscriptions)
			.where(and(lt(subscriptions.confirmedAt, moment), gt(subscriptions.id, last)))
			.orderBy(asc(subscriptions.id))
			.limit(BATCH);
		yield* some;
		const end = some.at(-1);
		if (!end || some.length < BATCH) return;
		last = end.id;
	}
}
