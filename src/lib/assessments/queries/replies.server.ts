import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { currentTime } from '#lib/clock.ts';
import { answerReviews, reviewReplies, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { isCritical, isReplyOpen } from '../review-rules.ts';
import { levelsOf, requirementsWithAnswers, type AssessmentRow } from './contents.server.ts';
import { ownRow } from './own.server.ts';

/** What the organisation replied to the ratings of this revision, by requirement. */
export async function repliesTo(db: Db, { id, revision }: AssessmentRow) {
	const rows = await db
		.select({
			requirementId: reviewReplies.requirementId,
			body: reviewReplies.body,
			bodyLocale: reviewReplies.bodyLocale,
			repliedAt: reviewReplies.repliedAt,
			repliedBy: users.name
		})
		.from(reviewReplies)
		.leftJoin(users, eq(users.id, reviewReplies.repliedBy))
		.where(and(eq(reviewReplies.assessmentId, id), eq(reviewReplies.revision, revision)));
	return new Map(rows.map(({ requirementId, ...reply }) => [requirementId, reply]));
}

/** Every answer that the secretariat rates below the organisation's own rating, with the reason and the reply. */
export async function criticalRatings(db: Db, row: AssessmentRow) {
	const reviews = await db
		.select({
			requirementId: answerReviews.requirementId,
			reviewerRating: answerReviews.reviewerRating,
			reason: answerReviews.reason,
			reasonLocale: answerReviews.reasonLocale
		})
		.from(answerReviews)
		.where(
			and(
				eq(answerReviews.assessmentId, row.id),
				eq(answerReviews.revision, row.revision),
				eq(answerReviews.released, true)
			)
		);
	const replies = await repliesTo(db, row);
	return (await requirementsWithAnswers(db, row)).flatMap((requirement) => {
		const review = reviews.find(({ requirementId }) => requirementId === requirement.requirementId);
		return review && isCritical(requirement.answer, review.reviewerRating)
			? [{ ...requirement, review, reply: replies.get(requirement.requirementId) ?? null }]
			: [];
	});
}

/**
 * What an organisation may reply to before its assessment is published: each rating below its own. For its
 * members. Refuses with `not_found` where there is none.
 */
export async function getReplies(db: Db, actor: Actor, id: string, now: Date = currentTime()) {
	const row = await ownRow(db, actor, id);
	if (row.replyUntil === null || !['accepted', 'published'].includes(row.state))
		throw new Refusal('not_found');
	const open = row.state === 'accepted' && isReplyOpen(row, now.toISOString().slice(0, 10));
	return {
		...row,
		replyUntil: row.replyUntil,
		levels: await levelsOf(db, row.framework.id),
		ratings: await criticalRatings(db, row),
		open,
		mayReply: open && can(actor, 'assessment.reply', row)
	};
}
export type Replies = Awaited<ReturnType<typeof getReplies>>;
