import { asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { isFresh, requireCan, requirePerson } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import {
	assessments,
	cycles,
	organisations,
	reviewerInterests,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sameAnswer } from '../content.ts';
import { timeInStates } from '../spells.ts';
import { agreementOn, isReplyOpen } from '../review-rules.ts';
import { levelsOf, requirementsWithAnswers, rowOf } from './contents.server.ts';
import { stepsOf } from './spells.server.ts';
import { answersInReview, reviewsOf } from './in-review.server.ts';
import { repliesTo } from './replies.server.ts';
import { answerIn, revisionsOf } from './revisions.server.ts';

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

/** What each of the secretariat has declared about their own interest in whom they review, oldest first. */
async function interestsIn(db: Db, assessmentId: string) {
	return db
		.select({
			reviewerId: reviewerInterests.reviewerId,
			reviewer: users.name,
			conflicted: reviewerInterests.conflicted,
			note: reviewerInterests.note,
			createdAt: reviewerInterests.createdAt
		})
		.from(reviewerInterests)
		.leftJoin(users, eq(users.id, reviewerInterests.reviewerId))
		.where(eq(reviewerInterests.assessmentId, assessmentId))
		.orderBy(asc(reviewerInterests.createdAt));
}

/**
 * A submitted assessment for the secretariat: each answer, what the secretariat and each reviewer say of it, and
 * where a re-submission differs from the revision before, what it said then; who has declared which interest; how
 * long it was in each state. Refuses with `wrong_state` while the company has it.
 */
export async function getReview(db: Db, actor: Actor, id: string, now: Date = currentTime()) {
	const person = requirePerson(actor);
	requireCan(actor, 'review.queue');
	const row = await rowOf(db, id);
	requireCan(actor, 'assessment.read', row);
	const revisions = await revisionsOf(db, row.id);
	const attested = revisions.at(-1);
	const before = revisions.at(-2)?.snapshot;
	const earlier = await reviewsOf(db, row.id, row.revision - 1);
	const interests = await interestsIn(db, row.id);
	const mine = interests.find(({ reviewerId }) => reviewerId === person.userId);
	const free = !mine?.conflicted;
	const replies = await repliesTo(db, row);
	return {
		...row,
		attested: attested ? { ...attested, snapshot: undefined } : null,
		revisions: revisions.map(({ revision, createdAt }) => ({ revision, createdAt })),
		levels: await levelsOf(db, row.framework.id),
		requirements: (await answersInReview(db, row)).map((requirement) => {
			const old = answerIn(before, requirement.number);
			const changed =
				before !== undefined &&
				(old === null || requirement.answer === null || !sameAnswer(old, requirement.answer));
			return {
				...requirement,
				agreement: agreementOn(requirement),
				reply: replies.get(requirement.requirementId) ?? null,
				/** What the reviewer had written on the revision before. */
				earlierReview: earlier.get(requirement.requirementId) ?? null,
				changed,
				old: changed ? old : null
			};
		}),
		interests,
		/** What the reader has declared themselves; null where they have not yet. */
		interest: mine ?? null,
		course: timeInStates(await stepsOf(db, row.id), now),
		replyOpen: isReplyOpen(row, now.toISOString().slice(0, 10)),
		mayDeclare: can(actor, 'assessment.declare', row) && free,
		mayReview: can(actor, 'assessment.review', row) && free,
		mayPublish: can(actor, 'assessment.publish', row) && free,
		proved: isFresh(person)
	};
}
export type Review = Awaited<ReturnType<typeof getReview>>;
export type ReviewedRequirement = Review['requirements'][number];

/**
 * Two submissions of one assessment beside each other, whichever: each answer in which they differ, and the
 * numbers of the others. The last and the one before where none is named. For the secretariat. Refuses with
 * `not_found` where there is no such submission.
 */
export async function compareRevisions(
	db: Db,
	actor: Actor,
	id: string,
	{ from, to }: { from?: number; to?: number } = {}
) {
	requireCan(actor, 'review.queue');
	const row = await rowOf(db, id);
	requireCan(actor, 'assessment.read', row);
	const revisions = await revisionsOf(db, row.id);
	const latest = revisions.length;
	const newer = revisions.find(({ revision }) => revision === (to ?? latest));
	const older = revisions.find(({ revision }) => revision === (from ?? Math.max(latest - 1, 1)));
	if (!newer || !older) throw new Refusal('not_found');
	const asked = await requirementsWithAnswers(db, row);
	const answers = asked.map(({ number, title }) => {
		const [before, after] = [older, newer].map(({ snapshot }) => answerIn(snapshot, number));
		return { number, title, before: before ?? null, after: after ?? null };
	});
	const differs = ({ before, after }: (typeof answers)[number]) =>
		before && after ? !sameAnswer(before, after) : before !== after;
	return {
		...row,
		from: older.revision,
		to: newer.revision,
		revisions: revisions.map(({ revision, createdAt }) => ({ revision, createdAt })),
		levels: await levelsOf(db, row.framework.id),
		changed: answers.filter(differs),
		unchanged: answers.filter((answer) => !differs(answer)).map(({ number }) => number)
	};
}
export type ComparedRevisions = Awaited<ReturnType<typeof compareRevisions>>;
