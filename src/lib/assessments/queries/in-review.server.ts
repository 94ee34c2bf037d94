import { and, asc, eq, gte } from 'drizzle-orm';
import { answerReviews, reviewerOpinions, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { requirementsWithAnswers, type AssessmentRow } from './contents.server.ts';
import { revisionsOf, sameSince } from './revisions.server.ts';

/** What the secretariat says of the answers of one revision, by requirement, with who wrote it. */
export async function reviewsOf(db: Db, assessmentId: string, revision: number) {
	const rows = await db
		.select({
			requirementId: answerReviews.requirementId,
			comment: answerReviews.comment,
			reviewerRating: answerReviews.reviewerRating,
			reason: answerReviews.reason,
			reasonLocale: answerReviews.reasonLocale,
			decision: answerReviews.decision,
			updatedAt: answerReviews.updatedAt,
			reviewer: users.name
		})
		.from(answerReviews)
		.leftJoin(users, eq(users.id, answerReviews.reviewerId))
		.where(and(eq(answerReviews.assessmentId, assessmentId), eq(answerReviews.revision, revision)));
	return new Map(rows.map(({ requirementId, ...review }) => [requirementId, review]));
}

/** What each reviewer holds of an assessment's answers by themselves, from a revision on, oldest first. */
export async function opinionsOn(db: Db, assessmentId: string, from = 1) {
	return db
		.select({
			requirementId: reviewerOpinions.requirementId,
			revision: reviewerOpinions.revision,
			reviewerId: reviewerOpinions.reviewerId,
			reviewer: users.name,
			rating: reviewerOpinions.rating,
			note: reviewerOpinions.note,
			updatedAt: reviewerOpinions.updatedAt
		})
		.from(reviewerOpinions)
		.leftJoin(users, eq(users.id, reviewerOpinions.reviewerId))
		.where(
			and(eq(reviewerOpinions.assessmentId, assessmentId), gte(reviewerOpinions.revision, from))
		)
		.orderBy(asc(reviewerOpinions.revision), asc(reviewerOpinions.updatedAt));
}

/**
 * Every requirement with the company's answer, what the secretariat says of it, and what each reviewer holds by
 * themselves: the last of each, as far as the answer has not changed since.
 */
export async function answersInReview(db: Db, row: AssessmentRow) {
	const revisions = await revisionsOf(db, row.id);
	const reviews = await reviewsOf(db, row.id, row.revision);
	const opinions = await opinionsOn(db, row.id);
	return (await requirementsWithAnswers(db, row)).map((requirement) => {
		const since = sameSince(revisions, requirement.number);
		const held = opinions.filter(
			({ requirementId, revision }) =>
				requirementId === requirement.requirementId && revision >= since
		);
		return {
			...requirement,
			review: reviews.get(requirement.requirementId) ?? null,
			opinions: [...new Map(held.map((opinion) => [opinion.reviewerId, opinion])).values()]
		};
	});
}
export type AnswersInReview = Awaited<ReturnType<typeof answersInReview>>;
