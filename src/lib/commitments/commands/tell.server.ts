import { eq } from 'drizzle-orm';
import { pickText } from '#lib/i18n/bilingual.ts';
import { notifySecretariat } from '#lib/notifications/notices.server.ts';
import { decisionMail, type DecisionEvent } from '#lib/notifications/mails.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { linkTo, writersOf } from '#lib/notifications/recipients.server.ts';
import { only } from '#lib/server/db/only.ts';
import { organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

interface Told {
	ownerId: string;
	reference: string;
	titleEn: string | null;
	titleFr: string | null;
}

/**
 * Queues a mail to everyone who may write for the organisation it is about, each in their language: what the secretariat
 * decided, and where to read it. `key` names the occasion. For the secretariat, who may see the people.
 */
export async function tellOwner(
	db: Db,
	commitment: Told,
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

/** The name of an organisation in both languages. */
export async function nameOf(db: Db, organisationId: string): Promise<{ en: string; fr: string }> {
	return only(
		await db
			.select({ en: organisations.nameEn, fr: organisations.nameFr })
			.from(organisations)
			.where(eq(organisations.id, organisationId))
	);
}

/**
 * Tells the secretariat that something waits for its review: a commitment, or an update on one by
 * `organisationId`. `key` names the occasion.
 */
export async function tellSecretariat(
	db: Db,
	{ reference, titleEn, titleFr }: Pick<Told, 'reference' | 'titleEn' | 'titleFr'>,
	sent:
		| { event: 'commitment_submitted'; key: string; organisationId: string }
		| { event: 'update_posted'; key: string; organisationId: string; updateId: string }
): Promise<void> {
	await notifySecretariat(db, {
		event: sent.event,
		key: sent.key,
		about: { reference, titleEn, titleFr },
		by: await nameOf(db, sent.organisationId),
		path:
			sent.event === 'update_posted'
				? `/secretariat/updates/${sent.updateId}`
				: `/secretariat/commitments/${reference}`
	});
}
