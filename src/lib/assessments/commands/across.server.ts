import { and, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { answerReviews, assessments, cycles, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AcrossInput } from '../schema.ts';
import { saveReview } from './review.server.ts';

/**
 * Saves the reviewer's comments and ratings on several organisations' answers to one requirement, all or
 * none. Those that were not touched are left alone. Refuses with `stale` and the places in the list where
 * someone else has written, handed in again or decided since the page was opened.
 */
export async function saveAcross(
	db: Db,
	actor: Actor,
	{ cycleId, number }: { cycleId: string; number: number },
	{ reviews }: AcrossInput
): Promise<void> {
	requireCan(actor, 'review.queue');
	if (!reviews.length) return;
	const stored = await db
		.select({
			id: assessments.id,
			comment: answerReviews.comment,
			reviewerRating: answerReviews.reviewerRating
		})
		.from(assessments)
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(
			requirements,
			and(eq(requirements.frameworkId, cycles.frameworkId), eq(requirements.number, number))
		)
		.leftJoin(
			answerReviews,
			and(
				eq(answerReviews.assessmentId, assessments.id),
				eq(answerReviews.requirementId, requirements.id),
				eq(answerReviews.revision, assessments.revision)
			)
		)
		.where(
			and(
				eq(assessments.cycleId, cycleId),
				inArray(
					assessments.id,
					reviews.map(({ assessmentId }) => assessmentId)
				)
			)
		);
	const touched = reviews
		.map((review, place) => ({ ...review, place }))
		.filter(({ assessmentId, comment, reviewerRating }) => {
			const known = stored.find(({ id }) => id === assessmentId);
			if (!known) throw new Refusal('not_found');
			return known.comment !== comment || known.reviewerRating !== reviewerRating;
		})
		// Each is locked until all are written: always in the same order, so that two reviewers never wait for each other.
		.sort((one, other) => (one.assessmentId < other.assessmentId ? -1 : 1));
	for (const { assessmentId, revision, place, ...answer } of touched)
		try {
			await saveReview(db, actor, assessmentId, {
				revision,
				answers: [{ number, ...answer }],
				comment: null
			});
		} catch (thrown) {
			if (thrown instanceof Refusal && ['stale', 'wrong_state'].includes(thrown.reason))
				throw new Refusal('stale', [String(place)]);
			throw thrown;
		}
}
