import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { currentTime } from '#lib/clock.ts';
import { assessments, reviewReplies } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { criticalRatings } from '../queries/replies.server.ts';
import { isReplyOpen } from '../review-rules.ts';
import type { RepliesInput } from '../review-schema.ts';
import { allowed, recordOn } from './take.server.ts';

/**
 * Writes what an organisation replies to ratings below its own, as long as it may; an empty reply takes back the
 * one before. Refuses with `not_open` afterwards, and with `stale` and the numbers where someone else has replied
 * since the page was opened.
 */
export async function saveReplies(
	db: Db,
	actor: Actor,
	id: string,
	input: RepliesInput,
	now: Date = currentTime()
): Promise<void> {
	const { row } = await keepReplies(db, actor, id, input, now);
	await recordOn(db, actor, 'assessment.replied', row, { revision: row.revision });
}

/** Writes the replies likewise, and says that there is no further one: publishing waits no longer. */
export async function endReply(
	db: Db,
	actor: Actor,
	id: string,
	input: RepliesInput,
	now: Date = currentTime()
): Promise<void> {
	const { row } = await keepReplies(db, actor, id, input, now);
	await db.update(assessments).set({ replyEndedAt: now }).where(eq(assessments.id, row.id));
	await recordOn(db, actor, 'assessment.reply_ended', row, { revision: row.revision });
}

async function keepReplies(
	db: Db,
	actor: Actor,
	id: string,
	{ revision, replies }: RepliesInput,
	now: Date
) {
	const { person, row } = await allowed(db, actor, 'assessment.reply', id);
	if (row.revision !== revision) throw new Refusal('stale');
	if (!isReplyOpen(row, now.toISOString().slice(0, 10))) throw new Refusal('not_open');
	const ratings = await criticalRatings(db, row);
	const changed = replies.flatMap((reply) => {
		const rating = ratings.find(({ number }) => number === reply.number);
		if (!rating) throw new Refusal('not_found');
		const { requirementId, reply: stored } = rating;
		const same =
			(stored?.body ?? null) === reply.body &&
			(reply.body === null || stored?.bodyLocale === reply.bodyLocale);
		return same ? [] : [{ ...reply, requirementId, stored }];
	});
	const overtaken = changed.filter(
		({ stored, seen }) => (stored?.repliedAt.toISOString() ?? null) !== seen
	);
	if (overtaken.length)
		throw new Refusal(
			'stale',
			overtaken.map(({ number }) => String(number))
		);
	for (const { requirementId, body, bodyLocale } of changed) {
		const about = { assessmentId: row.id, requirementId, revision };
		if (body === null)
			await db
				.delete(reviewReplies)
				.where(
					and(
						eq(reviewReplies.assessmentId, row.id),
						eq(reviewReplies.requirementId, requirementId),
						eq(reviewReplies.revision, revision)
					)
				);
		else {
			const said = { body, bodyLocale, repliedBy: person.userId, repliedAt: currentTime() };
			await db
				.insert(reviewReplies)
				.values({ ...about, organisationId: row.organisationId, ...said })
				.onConflictDoUpdate({
					target: [reviewReplies.assessmentId, reviewReplies.requirementId, reviewReplies.revision],
					set: said
				});
		}
	}
	return { row };
}
