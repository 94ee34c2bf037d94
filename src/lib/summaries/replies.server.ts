import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { lastDayOfReply } from '#lib/frameworks/finding-rules.ts';
import { notifySecretariat } from '#lib/notifications/notices.server.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { passageMail, type PassageEvent } from '#lib/notifications/passage-mails.ts';
import { linkTo, writersOf } from '#lib/notifications/recipients.server.ts';
import { only } from '#lib/server/db/only.ts';
import { organisations, summaries, summaryReplies } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { stands, type Finding } from './checks.ts';
import { startsOfSections } from './markdown.server.ts';
import type { PassageDrop, PassageInput, PassageReply } from './reply-schema.ts';
import { cutAt } from './sections.ts';

type SummaryRow = typeof summaries.$inferSelect;
type PassageRow = typeof summaryReplies.$inferSelect;

const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

/**
 * Shows an organisation what a summary says of it, as it stands, and asks for its reply by a day. Refuses with
 * `unknown_reference` where the passage is not in the text in both languages. Returns the page of the requests.
 */
export async function askForReply(
	db: Db,
	actor: Actor,
	id: string,
	{ token, organisationId, replyDays, ...chosen }: PassageInput,
	now: Date = currentTime()
): Promise<string> {
	requireCan(actor, 'review.queue');
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id));
	if (!row) throw new Refusal('not_found');
	const person = requireCan(actor, 'passage.ask', { state: row.state });
	return once(db, person, token, async () => {
		// Nobody publishes it meanwhile.
		await db.select({ id: summaries.id }).from(summaries).where(eq(summaries.id, id)).for('share');
		const [asked] = await db
			.select({ kind: organisations.kind })
			.from(organisations)
			.where(eq(organisations.id, organisationId));
		if (!asked || asked.kind === 'secretariat')
			throw new Refusal('unknown_reference', ['organisationId']);
		const passage = only(
			await db
				.insert(summaryReplies)
				.values({
					summaryId: id,
					organisationId,
					titleEn: row.titleEn,
					titleFr: row.titleFr,
					...passageOf(row, chosen),
					dueOn: lastDayOfReply(dayOf(now), replyDays),
					askedBy: person.userId,
					askedAt: now
				})
				.returning()
		);
		await tell(db, passage, 'asked');
		await record(
			db,
			actor,
			'passage.asked',
			{ type: 'passage', id: passage.id, organisationId },
			{ summary: id, dueOn: passage.dueOn }
		);
		return `/secretariat/summaries/${id}/replies?done=asked`;
	});
}

/** The words that are shown: of a section by its place, or those that were pasted, if the text has them. */
function passageOf(
	{ bodyEn, bodyFr }: SummaryRow,
	{
		section,
		passageEn = '',
		passageFr = ''
	}: Omit<PassageInput, 'token' | 'organisationId' | 'replyDays'>
) {
	if (section !== undefined) {
		const [en, fr] = [bodyEn, bodyFr].map((text) => cutAt(text, startsOfSections(text))[section]);
		if (!en || !fr) throw new Refusal('unknown_reference', ['section']);
		return { passageEn: en, passageFr: fr };
	}
	if (!stands(passageEn, bodyEn)) throw new Refusal('unknown_reference', ['passageEn']);
	if (!stands(passageFr, bodyFr)) throw new Refusal('unknown_reference', ['passageFr']);
	return { passageEn, passageFr };
}

/**
 * No longer asks, with a reason that the organisation reads. Refuses with `wrong_state` once it has replied to
 * words that still stand: a reply is not got rid of.
 */
export async function dropPassage(
	db: Db,
	actor: Actor,
	summaryId: string,
	{ passage: id, reason }: PassageDrop
): Promise<void> {
	requireCan(actor, 'review.queue');
	const [found] = await db
		.select({ passage: summaryReplies, summary: summaries })
		.from(summaryReplies)
		.innerJoin(summaries, eq(summaries.id, summaryReplies.summaryId))
		.where(and(eq(summaryReplies.id, id), eq(summaryReplies.summaryId, summaryId)));
	if (!found) throw new Refusal('not_found');
	const { passage, summary } = found;
	requireCan(actor, 'passage.drop', { state: passage.state });
	requireCan(actor, 'passage.ask', { state: summary.state });
	if (passage.repliedAt && !isGone(passage, summary)) throw new Refusal('wrong_state');
	const dropped = await db
		.update(summaryReplies)
		.set({ state: 'dropped', droppedReason: reason })
		.where(and(eq(summaryReplies.id, id), eq(summaryReplies.version, passage.version)))
		.returning({ id: summaryReplies.id });
	if (!dropped.length) throw new Refusal('stale');
	await tell(db, passage, 'dropped');
	await record(
		db,
		actor,
		'passage.dropped',
		{ type: 'passage', id, organisationId: passage.organisationId },
		{ summary: summaryId }
	);
}

/**
 * Replies to a passage about one’s organisation, or rewords the reply, until its last day. Refuses with `not_open`
 * after it, with `stale` when the reply is no longer the version that was on the page.
 */
export async function replyToPassage(
	db: Db,
	actor: Actor,
	id: string,
	{ version, replyEn = '', replyFr = '' }: PassageReply,
	now: Date = currentTime()
): Promise<void> {
	requirePerson(actor);
	const [row] = await db.select().from(summaryReplies).where(eq(summaryReplies.id, id));
	if (!row) throw new Refusal('not_found');
	const person = requireCan(actor, 'passage.reply', row);
	if (row.dueOn < dayOf(now)) throw new Refusal('not_open');
	const written = await db
		.update(summaryReplies)
		.set({
			replyEn,
			replyFr,
			repliedBy: person.userId,
			version: version + 1,
			...(row.repliedAt ? { changedAt: now } : { repliedAt: now })
		})
		.where(and(eq(summaryReplies.id, id), eq(summaryReplies.version, version)))
		.returning({ id: summaryReplies.id });
	if (!written.length) throw new Refusal('stale');
	const { organisationId } = row;
	const by = only(
		await db
			.select({ en: organisations.nameEn, fr: organisations.nameFr })
			.from(organisations)
			.where(eq(organisations.id, organisationId))
	);
	await notifySecretariat(db, {
		event: 'passage_replied',
		key: `${id}:${version}`,
		about: { reference: '', titleEn: row.titleEn, titleFr: row.titleFr },
		by: { en: by.en, fr: by.fr ?? by.en },
		path: `/secretariat/summaries/${row.summaryId}/replies`
	});
	await record(
		db,
		actor,
		'passage.replied',
		{ type: 'passage', id, organisationId },
		{ version: version + 1 }
	);
}

/** Prints with an edition what its organisations replied, or that they did not. Within its publication. */
export async function printReplies(db: Db, summaryId: string): Promise<void> {
	const printed = await db
		.update(summaryReplies)
		.set({ state: 'published' })
		.where(and(eq(summaryReplies.summaryId, summaryId), eq(summaryReplies.state, 'awaiting_reply')))
		.returning();
	for (const passage of printed) await tell(db, passage, 'published');
}

/** What requests for a reply keep a summary from being published on this day. */
export async function replyFindings(db: Db, row: SummaryRow, day: string): Promise<Finding[]> {
	const asked = await db
		.select({
			passage: summaryReplies,
			name: {
				en: organisations.nameEn,
				fr: sql<string>`coalesce(${organisations.nameFr}, ${organisations.nameEn})`
			}
		})
		.from(summaryReplies)
		.innerJoin(organisations, eq(organisations.id, summaryReplies.organisationId))
		.where(and(eq(summaryReplies.summaryId, row.id), eq(summaryReplies.state, 'awaiting_reply')));
	return asked.flatMap(({ passage, name }): Finding[] => [
		...(passage.repliedAt === null && passage.dueOn >= day
			? [
					{
						kind: 'reply' as const,
						part: 'openReply' as const,
						where: 'replies' as const,
						detail: name
					}
				]
			: []),
		...(isGone(passage, row)
			? [
					{
						kind: 'reply' as const,
						part: 'passageGone' as const,
						where: 'replies' as const,
						detail: name
					}
				]
			: [])
	]);
}

/** Whether the text no longer says, in one of its languages, what the organisation was shown. */
const isGone = (
	{ passageEn, passageFr }: Pick<PassageRow, 'passageEn' | 'passageFr'>,
	{ bodyEn, bodyFr }: Pick<SummaryRow, 'bodyEn' | 'bodyFr'>
): boolean => !stands(passageEn, bodyEn) || !stands(passageFr, bodyFr);

/** Queues a mail to everyone who may write for the organisation; it says nothing of what the passage says. For the secretariat. */
async function tell(db: Db, row: PassageRow, event: PassageEvent): Promise<void> {
	await queueMail(
		db,
		...(await writersOf(db, row.organisationId)).map(({ id, email, locale }) => ({
			dedupeKey: `passage:${event}:${row.id}:${id}`,
			recipient: email,
			locale,
			...passageMail(
				event,
				{ until: row.dueOn, link: linkTo(`/workspace/passages/${row.id}`, locale) },
				locale
			)
		}))
	);
}
