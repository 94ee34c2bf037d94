import { and, eq, sql } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { answerReviews, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AssessmentRow } from '../queries/contents.server.ts';
import type { AnswerReviewInput, ReviewInput } from '../schema.ts';
import { allowed, recordOn, take } from './take.server.ts';
import { tellCompany } from './tell.server.ts';

/** Takes a submitted assessment into review. */
export async function beginReview(db: Db, actor: Actor, id: string): Promise<void> {
	const { row } = await allowed(db, actor, 'assessment.review', id);
	await take(db, 'begin_review', row);
	await recordOn(db, actor, 'assessment.review_started', row, { revision: row.revision });
}

/**
 * Saves the reviewer's comments and ratings, beside the company's answers. Refuses with `stale` and the
 * numbers where someone else has written since the page was opened, or when it is another revision.
 */
export async function saveReview(
	db: Db,
	actor: Actor,
	id: string,
	input: ReviewInput
): Promise<void> {
	const { person, row } = await inReview(db, actor, id, input);
	const changed = await keepReviews(db, person, row, input.answers);
	if (changed.length)
		await recordOn(db, actor, 'assessment.reviewed', row, { answers: changed.map(String) });
}

/** Returns an assessment to the company with the comments written so far and one on the whole. */
export async function returnAssessment(
	db: Db,
	actor: Actor,
	id: string,
	input: ReviewInput
): Promise<void> {
	const { person, row } = await inReview(db, actor, id, input);
	await keepReviews(db, person, row, input.answers);
	await release(db, row);
	await take(db, 'return', row, { returnComment: input.comment });
	await tellCompany(db, row, 'returned');
	await recordOn(db, actor, 'assessment.returned', row, { revision: row.revision });
}

/** Accepts an assessment as it was attested; the company now reads the reviewer's comments. */
export async function acceptAssessment(
	db: Db,
	actor: Actor,
	id: string,
	input: ReviewInput,
	now: Date = new Date()
): Promise<void> {
	const { person, row } = await inReview(db, actor, id, input);
	await keepReviews(db, person, row, input.answers);
	await release(db, row);
	await take(db, 'accept', row, { acceptedAt: now, returnComment: input.comment });
	await tellCompany(db, row, 'accepted');
	await recordOn(db, actor, 'assessment.accepted', row, { revision: row.revision });
}

async function inReview(db: Db, actor: Actor, id: string, { revision }: ReviewInput) {
	const found = await allowed(db, actor, 'assessment.review', id);
	if (found.row.state !== 'in_review') throw new Refusal('wrong_state');
	if (found.row.revision !== revision) throw new Refusal('stale');
	return found;
}

const onRevision = ({ id, revision }: AssessmentRow) =>
	and(eq(answerReviews.assessmentId, id), eq(answerReviews.revision, revision));

/** Writes the reviews that differ from what is stored; returns the numbers of their requirements. */
async function keepReviews(
	db: Db,
	person: Person,
	row: AssessmentRow,
	inputs: readonly AnswerReviewInput[]
): Promise<number[]> {
	const known = await db
		.select({
			requirementId: requirements.id,
			number: requirements.number,
			comment: answerReviews.comment,
			reviewerRating: answerReviews.reviewerRating,
			updatedAt: answerReviews.updatedAt
		})
		.from(requirements)
		.leftJoin(answerReviews, and(eq(answerReviews.requirementId, requirements.id), onRevision(row)))
		.where(eq(requirements.frameworkId, row.framework.id));
	const changed = inputs.flatMap((input) => {
		const stored = known.find(({ number }) => number === input.number);
		if (!stored) throw new Refusal('not_found');
		const same = stored.comment === input.comment && stored.reviewerRating === input.reviewerRating;
		return same ? [] : [{ input, stored }];
	});
	const overtaken = changed.filter(
		({ input, stored }) => (stored.updatedAt?.toISOString() ?? null) !== input.seen
	);
	if (overtaken.length)
		throw new Refusal(
			'stale',
			overtaken.map(({ input }) => String(input.number))
		);
	if (!changed.length) return [];
	const now = new Date();
	await db
		.insert(answerReviews)
		.values(
			changed.map(({ input, stored }) => ({
				assessmentId: row.id,
				organisationId: row.organisationId,
				requirementId: stored.requirementId,
				revision: row.revision,
				comment: input.comment,
				reviewerRating: input.reviewerRating,
				reviewerId: person.userId,
				updatedAt: now
			}))
		)
		.onConflictDoUpdate({
			target: [answerReviews.assessmentId, answerReviews.requirementId, answerReviews.revision],
			set: {
				comment: sql`excluded.comment`,
				reviewerRating: sql`excluded.reviewer_rating`,
				reviewerId: sql`excluded.reviewer_id`,
				updatedAt: sql`excluded.updated_at`
			}
		});
	return changed.map(({ input }) => input.number);
}

/** Opens this revision's reviews to the company. */
async function release(db: Db, row: AssessmentRow): Promise<void> {
	await db.update(answerReviews).set({ released: true }).where(onRevision(row));
}
