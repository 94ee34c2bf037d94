import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { currentTime } from '#lib/clock.ts';
import { reviewerOpinions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { requirementsWithAnswers } from '../queries/contents.server.ts';
import type { OpinionInput } from '../review-schema.ts';
import { inReview } from './review.server.ts';
import { recordOn } from './take.server.ts';

/** Records what a reviewer holds of one answer by themselves, in place of what they held before. */
export async function giveOpinion(
	db: Db,
	actor: Actor,
	id: string,
	{ revision, number, rating, note }: OpinionInput
): Promise<void> {
	const { person, row } = await inReview(db, actor, id, { revision });
	const asked = await requirementsWithAnswers(db, row);
	const requirement = asked.find((one) => one.number === number);
	if (!requirement) throw new Refusal('not_found');
	const held = { rating, note, updatedAt: currentTime() };
	await db
		.insert(reviewerOpinions)
		.values({
			assessmentId: row.id,
			organisationId: row.organisationId,
			requirementId: requirement.requirementId,
			revision,
			reviewerId: person.userId,
			...held
		})
		.onConflictDoUpdate({
			target: [
				reviewerOpinions.assessmentId,
				reviewerOpinions.requirementId,
				reviewerOpinions.revision,
				reviewerOpinions.reviewerId
			],
			set: held
		});
	await recordOn(db, actor, 'assessment.opinion_given', row, { number });
}
