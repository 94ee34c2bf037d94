import { and, eq, ne } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { assessments, reviewerInterests } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AssessmentRow } from '../queries/contents.server.ts';
import type { InterestInput } from '../review-schema.ts';
import { allowed, recordOn } from './take.server.ts';

/**
 * Declares whether the reviewer has an interest in whom they review. Refuses with `conflict` whoever has
 * declared one: it is not taken back.
 */
export async function declareInterest(
	db: Db,
	actor: Actor,
	id: string,
	input: InterestInput
): Promise<void> {
	const { person, row } = await allowed(db, actor, 'assessment.declare', id);
	await keepInterest(db, person, row, input);
}

/** Writes a declaration down, unless it says what was declared before. */
export async function keepInterest(
	db: Db,
	person: Person,
	row: AssessmentRow,
	{ interest, note }: InterestInput
): Promise<void> {
	await withoutConflict(db, person, row);
	const conflicted = interest === 'conflict';
	await db
		.insert(reviewerInterests)
		.values({
			assessmentId: row.id,
			organisationId: row.organisationId,
			reviewerId: person.userId,
			conflicted,
			note
		})
		.onConflictDoUpdate({
			target: [reviewerInterests.assessmentId, reviewerInterests.reviewerId],
			set: { conflicted, note }
		});
	await recordOn(db, person, 'assessment.interest_declared', row, { interest });
}

/** Refuses with `conflict` whoever has declared an interest that keeps them from deciding on this assessment. */
export async function withoutConflict(
	db: Db,
	{ userId }: Person,
	{ id }: AssessmentRow
): Promise<void> {
	const conflicts = await db.$count(
		reviewerInterests,
		and(
			eq(reviewerInterests.assessmentId, id),
			eq(reviewerInterests.reviewerId, userId),
			eq(reviewerInterests.conflicted, true)
		)
	);
	if (conflicts) throw new Refusal('conflict');
}

/**
 * Refuses with `conflict` whoever has declared an interest in one of a cycle that is still to be published: what is
 * in review now may be accepted by the time at which all are.
 */
export async function withoutConflictIn(
	db: Db,
	{ userId }: Person,
	cycleId: string
): Promise<void> {
	const [conflict] = await db
		.select({ id: reviewerInterests.id })
		.from(reviewerInterests)
		.innerJoin(assessments, eq(assessments.id, reviewerInterests.assessmentId))
		.where(
			and(
				eq(assessments.cycleId, cycleId),
				ne(assessments.state, 'published'),
				eq(reviewerInterests.reviewerId, userId),
				eq(reviewerInterests.conflicted, true)
			)
		)
		.limit(1);
	if (conflict) throw new Refusal('conflict');
}
