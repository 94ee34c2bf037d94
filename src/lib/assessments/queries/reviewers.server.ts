import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import {
	assessments,
	reviewerInterests,
	reviewerOpinions,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** What reviewers hold by themselves of these organisations' answers to one requirement, as they stand. */
export async function opinionsAcross(
	db: Db,
	requirementId: string,
	among: readonly { assessmentId: string }[]
) {
	if (!among.length) return [];
	return db
		.select({
			assessmentId: reviewerOpinions.assessmentId,
			reviewerId: reviewerOpinions.reviewerId,
			reviewer: users.name,
			rating: reviewerOpinions.rating,
			note: reviewerOpinions.note,
			updatedAt: reviewerOpinions.updatedAt
		})
		.from(reviewerOpinions)
		.innerJoin(
			assessments,
			and(
				eq(assessments.id, reviewerOpinions.assessmentId),
				eq(assessments.revision, reviewerOpinions.revision)
			)
		)
		.leftJoin(users, eq(users.id, reviewerOpinions.reviewerId))
		.where(
			and(
				eq(reviewerOpinions.requirementId, requirementId),
				inArray(
					reviewerOpinions.assessmentId,
					among.map(({ assessmentId }) => assessmentId)
				)
			)
		)
		.orderBy(asc(reviewerOpinions.updatedAt));
}

/** Those of these assessments on which the person has declared an interest that keeps them from deciding. */
export async function conflictsOf(
	db: Db,
	{ userId }: Person,
	assessmentIds: readonly string[]
): Promise<string[]> {
	if (!assessmentIds.length) return [];
	const rows = await db
		.select({ id: reviewerInterests.assessmentId })
		.from(reviewerInterests)
		.where(
			and(
				eq(reviewerInterests.reviewerId, userId),
				eq(reviewerInterests.conflicted, true),
				inArray(reviewerInterests.assessmentId, [...assessmentIds])
			)
		);
	return rows.map(({ id }) => id);
}
