import { cycleMail, type CycleEvent } from '#lib/notifications/cycle-mails.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { linkTo, writersOfEach } from '#lib/notifications/recipients.server.ts';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CycleDays } from '../rules.ts';

/**
 * Queues a mail about a cycle to everyone who may write for these organisations, each in their language, with
 * the days as they hold for each. `occasion` names what must not be told twice. For the secretariat.
 */
export async function tellWriters(
	db: Db,
	event: CycleEvent,
	cycle: { id: string; name: Bilingual },
	organisations: readonly { id: string; days: CycleDays }[],
	occasion: string
): Promise<void> {
	const days = new Map(organisations.map(({ id, days }) => [id, days]));
	const writers = await writersOfEach(db, [...days.keys()]);
	await queueMail(
		db,
		...writers.flatMap(({ id, email, locale, organisationId, organisation }) => {
			const own = days.get(organisationId);
			if (!own) return [];
			return [
				{
					dedupeKey: `cycle:${event}:${cycle.id}:${organisationId}:${occasion}:${id}`,
					recipient: email,
					locale,
					...cycleMail(
						event,
						{
							organisation,
							cycle: cycle.name,
							days: own,
							link: linkTo('/workspace/assessments', locale)
						},
						locale
					)
				}
			];
		})
	);
}
