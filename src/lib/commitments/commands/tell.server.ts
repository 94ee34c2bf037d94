import { pickText } from '#lib/i18n/bilingual.ts';
import { decisionMail, type DecisionEvent } from '#lib/notifications/mails.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { linkTo, writersOf } from '#lib/notifications/recipients.server.ts';
import type { Db } from '#lib/server/db/types.ts';

/**
 * Queues a mail to everyone who may write for the organisation it is about, each in their language: what the secretariat
 * decided, and where to read it. `key` names the occasion. For the secretariat, who may see the people.
 */
export async function tellOwner(
	db: Db,
	commitment: {
		ownerId: string;
		reference: string;
		titleEn: string | null;
		titleFr: string | null;
	},
	{ event, key }: { event: DecisionEvent; key: string }
): Promise<void> {
	const title = { en: commitment.titleEn, fr: commitment.titleFr };
	const { reference } = commitment;
	await queueMail(
		db,
		...(await writersOf(db, commitment.ownerId)).map(({ id, email, locale }) => ({
			dedupeKey: `commitment:${event}:${key}:${id}`,
			recipient: email,
			locale,
			...decisionMail(
				event,
				{
					reference,
					title: pickText(title, locale),
					link: linkTo(`/workspace/commitments/${reference}`, locale)
				},
				locale
			)
		}))
	);
}
