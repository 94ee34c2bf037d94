import { and, eq, inArray, isNull } from 'drizzle-orm';
import { href } from '#lib/i18n/links.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import { decisionMail, type DecisionEvent } from '#lib/notifications/mails.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { memberships, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';

/**
 * Queues a mail to everyone who may write for the owner, each in their language: what the secretariat
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
	const people = await db
		.select({ id: users.id, email: users.email, locale: users.locale })
		.from(memberships)
		.innerJoin(users, eq(users.id, memberships.userId))
		.where(
			and(
				eq(memberships.organisationId, commitment.ownerId),
				inArray(memberships.role, ['contributor', 'approver']),
				isNull(memberships.endedAt),
				isNull(users.disabledAt)
			)
		);
	const { ORIGIN, PORT } = env();
	const site = ORIGIN ?? `http://localhost:${PORT}`;
	const title = { en: commitment.titleEn, fr: commitment.titleFr };
	await queueMail(
		db,
		...people.map(({ id, email, locale }) => ({
			dedupeKey: `commitment:${event}:${key}:${id}`,
			recipient: email,
			locale,
			...decisionMail(
				event,
				{
					reference: commitment.reference,
					title: pickText(title, locale),
					link: new URL(
						href(`/workspace/commitments/${commitment.reference}`, locale),
						site
					).toString()
				},
				locale
			)
		}))
	);
}
