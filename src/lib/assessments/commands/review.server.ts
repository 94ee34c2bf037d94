import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { currentTime } from '#lib/clock.ts';
import { answerReviews } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AssessmentRow } from '../queries/contents.server.ts';
import { answersInReview } from '../queries/in-review.server.ts';
import { disagreements, isCritical, openPoints, replyDeadline } from '../review-rules.ts';
import type { InterestInput, ReviewInput } from '../review-schema.ts';
import { keepInterest, withoutConflict } from './interests.server.ts';
import { carryReviews, keepReviews } from './keep-reviews.server.ts';
import { allowed, recordOn, take } from './take.server.ts';
import { tellCompany } from './tell.server.ts';

const NO_INTEREST: InterestInput = { interest: 'none', note: null };

/**
 * Takes a submitted assessment into review, once the reviewer has declared whether they have an interest in it:
 * whoever has one leaves it to others. What was said of answers that have not changed since is kept.
 */
export async function beginReview(
	db: Db,
	actor: Actor,
	id: string,
	interest: InterestInput = NO_INTEREST
): Promise<void> {
	const { person, row } = await allowed(db, actor, 'assessment.review', id);
	if (row.state !== 'submitted') throw new Refusal('wrong_state');
	await keepInterest(db, person, row, interest);
	if (interest.interest === 'conflict') return;
	await take(db, 'begin_review', row);
	await carryReviews(db, person, row);
	await recordOn(db, actor, 'assessment.review_started', row, { revision: row.revision });
}

/**
 * Saves what the secretariat says of the answers, beside the company's own words. Refuses with `stale` and the
 * numbers where someone else has written since the page was opened, or when it is another revision, with
 * `no_reason` and the numbers where a rating differs from the company's own without one, and with `conflict`
 * whoever has declared an interest.
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

/** Returns an assessment to the company with what was said of its answers so far and a comment on the whole. */
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

/**
 * Accepts an assessment as it was attested; the company now reads what the secretariat says of it, and may reply
 * to ratings below its own. Refuses with `open_points` and the numbers while something is asked or *not applicable*
 * was not decided on, and with `disagreement` while the reviewers are not of one mind.
 */
export async function acceptAssessment(
	db: Db,
	actor: Actor,
	id: string,
	input: ReviewInput,
	now: Date = currentTime()
): Promise<void> {
	const { person, row } = await inReview(db, actor, id, input);
	await keepReviews(db, person, row, input.answers);
	const answers = await answersInReview(db, row);
	const open = openPoints(answers);
	if (open.length) throw new Refusal('open_points', open.map(String));
	const apart = disagreements(answers);
	if (apart.length) throw new Refusal('disagreement', apart.map(String));
	const critical = answers.some(({ answer, review }) =>
		isCritical(answer, review?.reviewerRating ?? null)
	);
	const replyUntil = critical ? replyDeadline(now, row.cycle.replyDays) : null;
	await release(db, row);
	await take(db, 'accept', row, {
		acceptedAt: now,
		returnComment: input.comment,
		replyUntil
	});
	await tellCompany(db, { ...row, replyUntil }, replyUntil ? 'accepted_reply' : 'accepted');
	await recordOn(db, actor, 'assessment.accepted', row, { revision: row.revision });
}

/** The assessment, if the actor may review this revision of it now and no interest keeps them from it. */
export async function inReview(
	db: Db,
	actor: Actor,
	id: string,
	{ revision }: { revision: number }
) {
	const found = await allowed(db, actor, 'assessment.review', id);
	if (found.row.state !== 'in_review') throw new Refusal('wrong_state');
	if (found.row.revision !== revision) throw new Refusal('stale');
	await withoutConflict(db, found.person, found.row);
	return found;
}

/** Opens this revision's reviews to the company. */
async function release(db: Db, { id, revision }: AssessmentRow): Promise<void> {
	await db
		.update(answerReviews)
		.set({ released: true })
		.where(and(eq(answerReviews.assessmentId, id), eq(answerReviews.revision, revision)));
}
