import { and, asc, eq, inArray, lt, desc } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { isFresh, requireCan, requirePerson } from '#lib/access/require.server.ts';
import {
	answerReviews,
	assessmentRevisions,
	assessments,
	cycles,
	organisations,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sameAnswer } from '../content.ts';
import type { Snapshot } from '../snapshot.ts';
import { levelsOf, requirementsWithAnswers, rowOf, type AssessmentRow } from './contents.server.ts';

/** Assessments that wait for the secretariat, longest waiting first: to review, and to publish. For the secretariat. */
export async function reviewQueueAssessments(db: Db, actor: Actor) {
	requireCan(actor, 'review.queue');
	return db
		.select({
			id: assessments.id,
			state: assessments.state,
			revision: assessments.revision,
			submittedAt: assessments.submittedAt,
			dueOn: cycles.dueOn,
			cycleName: { en: cycles.nameEn, fr: cycles.nameFr },
			organisationName: { en: organisations.nameEn, fr: organisations.nameFr },
			organisationSlug: organisations.slug
		})
		.from(assessments)
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.where(inArray(assessments.state, ['submitted', 'in_review', 'accepted']))
		.orderBy(asc(assessments.submittedAt), asc(organisations.slug));
}

/** The reviews of one revision, by requirement, with who wrote them. */
async function reviewsOf(db: Db, assessmentId: string, revision: number) {
	const rows = await db
		.select({
			requirementId: answerReviews.requirementId,
			comment: answerReviews.comment,
			reviewerRating: answerReviews.reviewerRating,
			updatedAt: answerReviews.updatedAt,
			reviewer: users.name
		})
		.from(answerReviews)
		.leftJoin(users, eq(users.id, answerReviews.reviewerId))
		.where(and(eq(answerReviews.assessmentId, assessmentId), eq(answerReviews.revision, revision)));
	return new Map(rows.map(({ requirementId, ...review }) => [requirementId, review]));
}

/** What was attested the last time and the time before. */
async function attestedTwice(db: Db, row: AssessmentRow) {
	const rows = await db
		.select({
			revision: assessmentRevisions.revision,
			snapshot: assessmentRevisions.snapshot,
			contentHash: assessmentRevisions.contentHash,
			attestedName: assessmentRevisions.attestedName,
			attestedTitle: assessmentRevisions.attestedTitle,
			createdAt: assessmentRevisions.createdAt
		})
		.from(assessmentRevisions)
		.where(
			and(
				eq(assessmentRevisions.assessmentId, row.id),
				lt(assessmentRevisions.revision, row.revision + 1)
			)
		)
		.orderBy(desc(assessmentRevisions.revision))
		.limit(2);
	const [last, before] = rows;
	return {
		attested: last ? { ...last, snapshot: undefined } : null,
		// Written by one function only, from this type; the column keeps it as it was.
		before: before ? (before.snapshot as Snapshot) : null
	};
}

/**
 * A submitted assessment for the secretariat: each answer, the reviewer's own view beside it, and where
 * a re-submission differs from the revision before, what it said then. Refuses with `wrong_state` while
 * the company has it.
 */
export async function getReview(db: Db, actor: Actor, id: string) {
	const person = requirePerson(actor);
	requireCan(actor, 'review.queue');
	const row = await rowOf(db, id);
	requireCan(actor, 'assessment.read', row);
	const { attested, before } = await attestedTwice(db, row);
	const reviews = await reviewsOf(db, row.id, row.revision);
	const earlier = await reviewsOf(db, row.id, row.revision - 1);
	const answered = await requirementsWithAnswers(db, row);
	return {
		...row,
		attested,
		levels: await levelsOf(db, row.framework.id),
		requirements: answered.map((requirement) => {
			const old = before?.answers.find(({ number }) => number === requirement.number) ?? null;
			const changed =
				before !== null &&
				(old === null || requirement.answer === null || !sameAnswer(old, requirement.answer));
			return {
				...requirement,
				review: reviews.get(requirement.requirementId) ?? null,
				/** What the reviewer had written on the revision before. */
				earlierReview: earlier.get(requirement.requirementId) ?? null,
				changed,
				old: changed ? old : null
			};
		}),
		mayReview: can(actor, 'assessment.review', row),
		mayPublish: can(actor, 'assessment.publish', row),
		proved: isFresh(person)
	};
}
export type Review = Awaited<ReturnType<typeof getReview>>;
export type ReviewedRequirement = Review['requirements'][number];
