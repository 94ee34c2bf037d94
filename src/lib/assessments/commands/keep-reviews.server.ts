import { and, eq, sql } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { currentTime } from '#lib/clock.ts';
import { answerReviews, answers, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AssessmentRow } from '../queries/contents.server.ts';
import { reviewsOf } from '../queries/in-review.server.ts';
import { revisionsOf, sameSince } from '../queries/revisions.server.ts';
import { differsFromSelf, isAsked } from '../review-rules.ts';
import type { AnswerReviewInput } from '../review-schema.ts';

type Said = Pick<
	AnswerReviewInput,
	'comment' | 'reviewerRating' | 'reason' | 'reasonLocale' | 'decision'
>;

/** Whether a form says what is stored already. The language of a reason that is not there says nothing. */
export const saysTheSame = (
	stored: { [Part in keyof Said]: Said[Part] | null },
	{ settles, ...input }: Said & { settles: boolean }
): boolean =>
	!settles &&
	stored.comment === input.comment &&
	stored.reviewerRating === input.reviewerRating &&
	stored.reason === input.reason &&
	stored.decision === input.decision &&
	(input.reason === null || stored.reasonLocale === input.reasonLocale);

const stored = (db: Db, { id, revision, framework }: AssessmentRow) =>
	db
		.select({
			requirementId: requirements.id,
			number: requirements.number,
			self: { rating: answers.rating, notApplicable: answers.notApplicable },
			comment: answerReviews.comment,
			reviewerRating: answerReviews.reviewerRating,
			reason: answerReviews.reason,
			reasonLocale: answerReviews.reasonLocale,
			decision: answerReviews.decision,
			updatedAt: answerReviews.updatedAt
		})
		.from(requirements)
		.leftJoin(
			answers,
			and(eq(answers.requirementId, requirements.id), eq(answers.assessmentId, id))
		)
		.leftJoin(
			answerReviews,
			and(
				eq(answerReviews.requirementId, requirements.id),
				eq(answerReviews.assessmentId, id),
				eq(answerReviews.revision, revision)
			)
		)
		.where(eq(requirements.frameworkId, framework.id));

/**
 * Writes the reviews that differ from what is stored; returns the numbers of their requirements. Refuses with
 * `stale` and the numbers where someone else was faster, and with `no_reason` where a rating lacks one.
 */
export async function keepReviews(
	db: Db,
	person: Person,
	row: AssessmentRow,
	inputs: readonly AnswerReviewInput[]
): Promise<number[]> {
	const known = await stored(db, row);
	const changed = inputs.flatMap((input) => {
		const before = known.find(({ number }) => number === input.number);
		if (!before) throw new Refusal('not_found');
		return saysTheSame(before, input) ? [] : [{ input, before }];
	});
	const refuse = (reason: 'stale' | 'no_reason', which: typeof changed) => {
		if (which.length)
			throw new Refusal(
				reason,
				which.map(({ input }) => String(input.number))
			);
	};
	refuse(
		'stale',
		changed.filter(({ input, before }) => (before.updatedAt?.toISOString() ?? null) !== input.seen)
	);
	refuse(
		'no_reason',
		changed.filter(
			({ input, before }) => !input.reason && differsFromSelf(before.self, input.reviewerRating)
		)
	);
	if (!changed.length) return [];
	const now = currentTime();
	await db
		.insert(answerReviews)
		.values(
			changed.map(({ input, before }) => ({
				assessmentId: row.id,
				organisationId: row.organisationId,
				requirementId: before.requirementId,
				revision: row.revision,
				comment: input.comment,
				reviewerRating: input.reviewerRating,
				reason: input.reason,
				reasonLocale: input.reasonLocale,
				decision: input.decision,
				reviewerId: person.userId,
				updatedAt: now
			}))
		)
		.onConflictDoUpdate({
			target: [answerReviews.assessmentId, answerReviews.requirementId, answerReviews.revision],
			set: {
				comment: sql`excluded.comment`,
				reviewerRating: sql`excluded.reviewer_rating`,
				reason: sql`excluded.reason`,
				reasonLocale: sql`excluded.reason_locale`,
				decision: sql`excluded.decision`,
				reviewerId: sql`excluded.reviewer_id`,
				updatedAt: sql`excluded.updated_at`
			}
		});
	return changed.map(({ input }) => input.number);
}

/**
 * Takes over what was said of the revision before about the answers that have not changed since: ratings with
 * their reasons and decisions. Comments were read, and are not said twice.
 */
export async function carryReviews(db: Db, person: Person, row: AssessmentRow): Promise<void> {
	if (row.revision < 2) return;
	const revisions = await revisionsOf(db, row.id);
	const before = await reviewsOf(db, row.id, row.revision - 1);
	const asked = await db
		.select({ id: requirements.id, number: requirements.number })
		.from(requirements)
		.where(eq(requirements.frameworkId, row.framework.id));
	const carried = asked.flatMap(({ id: requirementId, number }) => {
		const review = before.get(requirementId);
		if (!review || sameSince(revisions, number) === row.revision) return [];
		if (review.reviewerRating === null && review.decision === null) return [];
		return [
			{
				assessmentId: row.id,
				organisationId: row.organisationId,
				requirementId,
				revision: row.revision,
				reviewerRating: review.reviewerRating,
				reason: review.reason,
				reasonLocale: review.reasonLocale,
				decision: review.decision,
				reviewerId: person.userId,
				// What was asked is asked anew; what was decided was decided then.
				updatedAt: isAsked(review.decision) ? currentTime() : review.updatedAt
			}
		];
	});
	if (carried.length) await db.insert(answerReviews).values(carried);
}
