import { pickText } from '#lib/i18n/bilingual.ts';
import { formatPartialDate } from '#lib/i18n/format.ts';
import { assessmentMail, type AssessmentEvent } from '#lib/notifications/mails.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { linkTo, writersOf } from '#lib/notifications/recipients.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AssessmentRow } from '../queries/contents.server.ts';

/**
 * Queues a mail to everyone who may write for the company, each in their language: what the secretariat
 * decided, and where to read it. It says nothing of the answers. For the secretariat.
 */
export async function tellCompany(
	db: Db,
	row: AssessmentRow,
	event: AssessmentEvent
): Promise<void> {
	await queueMail(
		db,
		...(await writersOf(db, row.organisationId)).map(({ id, email, locale }) => ({
			dedupeKey: `assessment:${event}:${row.id}:${row.revision}:${id}`,
			recipient: email,
			locale,
			...assessmentMail(
				event,
				{
					cycle: pickText(row.cycle, locale),
					until: row.replyUntil ? formatPartialDate(row.replyUntil, locale) : '',
					link: linkTo(
						`/workspace/assessments/${row.id}${event === 'accepted_reply' ? '/reply' : ''}`,
						locale
					)
				},
				locale
			)
		}))
	);
}
