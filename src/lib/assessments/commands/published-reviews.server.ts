import { and, eq } from 'drizzle-orm';
import { answerReviews, publishedReviews, reviewReplies } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AnsweredRequirement, AssessmentRow } from '../queries/contents.server.ts';
import { isCritical, repliedBy } from '../review-rules.ts';

/** Every answer of an accepted assessment with the reviewer's rating, its reason and the reply to it. */
export async function ratingsToPublish(
	db: Db,
	{ id, revision }: AssessmentRow,
	asked: readonly AnsweredRequirement[]
) {
	const reviews = await db
		.select({
			requirementId: answerReviews.requirementId,
			rating: answerReviews.reviewerRating,
			reason: answerReviews.reason,
			reasonLocale: answerReviews.reasonLocale,
			reply: reviewReplies.body,
			replyLocale: reviewReplies.bodyLocale
		})
		.from(answerReviews)
		.leftJoin(
			reviewReplies,
			and(
				eq(reviewReplies.assessmentId, answerReviews.assessmentId),
				eq(reviewReplies.requirementId, answerReviews.requirementId),
				eq(reviewReplies.revision, answerReviews.revision)
			)
		)
		.where(and(eq(answerReviews.assessmentId, id), eq(answerReviews.revision, revision)));
	return asked.map(({ requirementId, answer }) => {
		const review = reviews.find((one) => one.requirementId === requirementId);
		return { requirementId, answer, review, reviewerRating: review?.rating ?? null };
	});
}
type RatedAnswers = Awaited<ReturnType<typeof ratingsToPublish>>;

/** Writes the reviewer's ratings down as they are published, each open to those who may read the answer it is about. */
export async function keepPublishedReviews(
	db: Db,
	row: AssessmentRow,
	rated: RatedAnswers,
	now: Date
): Promise<void> {
	const written = rated.flatMap(({ requirementId, answer, review, reviewerRating }) =>
		review && answer && reviewerRating !== null
			? [
					{
						assessmentId: row.id,
						organisationId: row.organisationId,
						requirementId,
						visibility: answer.visibility,
						rating: reviewerRating,
						reason: review.reason,
						reasonLocale: review.reason === null ? null : review.reasonLocale,
						reply: review.reply,
						replyLocale: review.replyLocale,
						replyUntil: isCritical(answer, reviewerRating) ? repliedBy(row) : null,
						publishedAt: now
					}
				]
			: []
	);
	if (written.length) await db.insert(publishedReviews).values(written);
}
