import { and, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { answerReviews, assessments, cycles, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AcrossInput } from '../review-schema.ts';
import { saysTheSame } from './keep-reviews.server.ts';
import { saveReview } from './review.server.ts';

/**
 * Saves what the secretariat says of several organisations' answers to one requirement, all or none. Those that
 * were not touched are left alone. Refuses as saving one by one does, with the places in the list: `stale` where
 * someone else has written, handed in again or decided since the page was opened, `no_reason`, `conflict`.
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
			reviewerRating: answerReviews.reviewerRating,
			reason: answerReviews.reason,
			reasonLocale: answerReviews.reasonLocale,
			decision: answerReviews.decision
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
		.filter((review) => {
			const known = stored.find(({ id }) => id === review.assessmentId);
			if (!known) throw new Refusal('not_found');
			return !saysTheSame(known, review);
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
			if (!(thrown instanceof Refusal)) throw thrown;
			const reason = thrown.reason === 'wrong_state' ? 'stale' : thrown.reason;
			throw new Refusal(reason, [String(place)]);
		}
}
