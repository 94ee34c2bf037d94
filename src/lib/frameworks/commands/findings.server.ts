import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import type { Action } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { findingMail, type FindingEvent } from '#lib/notifications/finding-mails.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { linkTo, writersOf } from '#lib/notifications/recipients.server.ts';
import { findingReplies, findings, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { lastDayOfReply, mayPublish } from '../finding-rules.ts';
import type { FindingDecision, FindingInput, FindingReplyInput } from '../finding-schema.ts';

type Row = typeof findings.$inferSelect;

const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

/** The finding, if the actor may do this to it; until the transaction ends, it stays as it is. Refuses otherwise. */
async function allowed(db: Db, actor: Actor, action: Action, id: string) {
	requirePerson(actor);
	await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`finding ${id}`}, 0))`);
	const [row] = await db.select().from(findings).where(eq(findings.id, id));
	if (!row) throw new Refusal('not_found');
	return { person: requireCan(actor, action, row), row };
}

/** Queues a mail to everyone who may write for the company; it says nothing of what was found. For the secretariat. */
async function tell(db: Db, row: Row, event: FindingEvent): Promise<void> {
	await queueMail(
		db,
		...(await writersOf(db, row.organisationId)).map(({ id, email, locale }) => ({
			dedupeKey: `finding:${event}:${row.id}:${id}`,
			recipient: email,
			locale,
			...findingMail(
				event,
				{ until: row.replyUntil, link: linkTo(`/workspace/findings/${row.id}`, locale) },
				locale
			)
		}))
	);
}

/**
 * Records what somebody says about a company’s practice. A practice is public at once; a gap waits until the
 * company has replied or its days are over, and the company is told. Returns its page.
 */
export async function recordFinding(
	db: Db,
	actor: Actor,
	{ token, replyDays, ...content }: FindingInput,
	now: Date = currentTime()
): Promise<string> {
	const person = requireCan(actor, 'finding.record');
	return once(db, person, token, async () => {
		const [company] = await db
			.select({ kind: organisations.kind })
			.from(organisations)
			.where(eq(organisations.id, content.organisationId));
		if (company?.kind !== 'company') throw new Refusal('not_found');
		if (content.correctsId) await requireCorrectable(db, content.correctsId, content);
		const asks = content.direction === 'gap';
		const [made] = await db
			.insert(findings)
			.values({
				...content,
				state: asks ? 'awaiting_reply' : 'published',
				replyUntil: asks ? lastDayOfReply(dayOf(now), replyDays) : null,
				publishedAt: asks ? null : now,
				createdBy: person.userId
			})
			.returning();
		if (!made) throw new Refusal('not_found');
		if (asks) await tell(db, made, 'asked');
		await record(
			db,
			actor,
			'finding.recorded',
			{ type: 'finding', id: made.id },
			{ direction: made.direction, replyUntil: made.replyUntil }
		);
		return `/secretariat/findings/${made.id}`;
	});
}

/** What is put right is published, and about the same company. */
async function requireCorrectable(
	db: Db,
	id: string,
	{ organisationId }: { organisationId: string }
) {
	const [corrected] = await db.select().from(findings).where(eq(findings.id, id));
	if (corrected?.state !== 'published' || corrected.organisationId !== organisationId)
		throw new Refusal('unknown_reference', ['correctsId']);
}

/**
 * Publishes a finding, or drops it with a reason that the company reads. Refuses with `not_open` to publish while
 * the company has not replied and still has time.
 */
export async function decideFinding(
	db: Db,
	actor: Actor,
	id: string,
	{ decision, reason }: FindingDecision,
	now: Date = currentTime()
): Promise<void> {
	const { row } = await allowed(db, actor, 'finding.publish', id);
	const replied = (await db.$count(findingReplies, eq(findingReplies.findingId, id))) > 0;
	const publishes = decision === 'publish';
	if (publishes && !mayPublish(row, replied, dayOf(now))) throw new Refusal('not_open');
	await db
		.update(findings)
		.set(
			publishes
				? { state: 'published', publishedAt: now }
				: { state: 'dropped', droppedReason: reason }
		)
		.where(eq(findings.id, id));
	await tell(db, row, publishes ? 'published' : 'dropped');
	await record(
		db,
		actor,
		publishes ? 'finding.published' : 'finding.dropped',
		{ type: 'finding', id },
		publishes ? { replied } : {}
	);
}

/**
 * Replies to a finding about one’s company, or rewords the reply; it is printed beside the finding. Refuses with
 * `stale` when the reply is no longer the version that was on the page.
 */
export async function replyToFinding(
	db: Db,
	actor: Actor,
	id: string,
	{ version, ...reply }: FindingReplyInput,
	now: Date = currentTime()
): Promise<void> {
	const { person, row } = await allowed(db, actor, 'finding.reply', id);
	const { organisationId } = row;
	const written = version
		? await db
				.update(findingReplies)
				.set({ ...reply, version: version + 1, repliedBy: person.userId, changedAt: now })
				.where(and(eq(findingReplies.findingId, id), eq(findingReplies.version, version)))
				.returning({ version: findingReplies.version })
		: await db
				.insert(findingReplies)
				.values({
					...reply,
					findingId: id,
					organisationId,
					repliedBy: person.userId,
					repliedAt: now
				})
				.onConflictDoNothing()
				.returning({ version: findingReplies.version });
	if (!written.length) throw new Refusal('stale');
	await record(db, actor, 'finding.replied', { type: 'finding', id }, { version: version + 1 });
}
