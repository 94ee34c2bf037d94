import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { System } from '#lib/access/actor.ts';
import { currentTime } from '#lib/clock.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { memberships, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { weekOf } from './days.ts';
import { whatIsDue, type Due } from './due.server.ts';
import { queueMail, type Mail } from './outbox.server.ts';
import { linkTo } from './recipients.server.ts';
import { digestMail, reminderMail } from './reminder-mails.ts';
import { occasion } from './rules.ts';
import type { Reminders } from './vocabulary.ts';
import { unsubscribePath } from './unsubscribe.server.ts';

const MAIL: System = { kind: 'system', task: 'mail' };

interface Reader {
	id: string;
	email: string;
	locale: Locale;
	reminders: Reminders;
	organisationIds: string[];
}

/**
 * Reminds everyone who may write for an organisation of what waits for it, as each of them asked to be:
 * of each thing for itself, or in one mail a week. It may run as often as one likes, on several
 * instances at once: every occasion has one mail, which the outbox takes once.
 */
export async function remind(now: Date = currentTime()): Promise<void> {
	const today = now.toISOString().slice(0, 10);
	await withActor(MAIL, async (db) => {
		const readers = await readersOfReminders(db);
		if (!readers.length) return;
		const due = await whatIsDue(db, today);
		for (const reader of readers) {
			const theirs = due.filter(({ organisationId }) =>
				reader.organisationIds.includes(organisationId)
			);
			if (theirs.length) await queueMail(db, ...mailsFor(reader, theirs, today));
		}
	});
}

async function readersOfReminders(db: Db): Promise<Reader[]> {
	const rows = await db
		.select({
			id: users.id,
			email: users.email,
			locale: users.locale,
			reminders: users.reminders,
			organisationId: memberships.organisationId
		})
		.from(memberships)
		.innerJoin(users, eq(users.id, memberships.userId))
		.where(
			and(
				inArray(memberships.role, ['contributor', 'approver']),
				isNull(memberships.endedAt),
				isNull(users.disabledAt),
				ne(users.reminders, 'never')
			)
		);
	const readers = new Map<string, Reader>();
	for (const { organisationId, ...person } of rows) {
		const known = readers.get(person.id);
		if (known) known.organisationIds.push(organisationId);
		else readers.set(person.id, { ...person, organisationIds: [organisationId] });
	}
	return [...readers.values()];
}

function mailsFor(reader: Reader, due: readonly Due[], today: string): Mail[] {
	const { locale } = reader;
	const unsubscribeUrl = linkTo(unsubscribePath(reader.id), locale);
	const envelope = { recipient: reader.email, locale, unsubscribeUrl };
	const ways = {
		unsubscribe: unsubscribeUrl,
		settings: linkTo('/workspace/settings', locale),
		work: linkTo('/workspace', locale)
	};
	const lines = due.map((one) => ({ ...one, link: linkTo(one.path, locale) }));
	if (reader.reminders === 'weekly')
		return [
			{
				...envelope,
				dedupeKey: `digest:${weekOf(today)}:${reader.id}`,
				...digestMail(lines, ways, locale)
			}
		];
	return lines.flatMap((one) => {
		const named = occasion(one, today);
		if (!named) return [];
		const dedupeKey = `reminder:${one.id}:${one.organisationId}:${named}:${reader.id}`;
		return [{ ...envelope, dedupeKey, ...reminderMail(one, ways, locale) }];
	});
}
