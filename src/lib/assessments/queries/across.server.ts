import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { lineOf, readLineage } from '#lib/frameworks/queries/lineage.server.ts';
import {
	answerReviews,
	answers,
	assessments,
	cycles,
	organisations,
	requirements,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { agreementOn } from '../review-rules.ts';
import { ratingCode } from '../rules.ts';
import { levelsOf, partsOf, sinceCycle } from './contents.server.ts';
import { conflictsOf, opinionsAcross } from './reviewers.server.ts';

/** How many organisations are on one page, and how many earlier decisions stand beside those that answer alike. */
export const ACROSS_PER_PAGE = 25;
const EARLIER = 5;

interface CycleOfFramework {
	id: string;
	frameworkId: string;
	opensOn: string;
}

/**
 * What everyone who has handed in an assessment in a cycle says about one requirement: those that rate
 * themselves alike together, highest first, each with what was reviewed so far, and beside them what was
 * decided on such answers in earlier cycles. `page` counts from 1. For the secretariat. Refuses with
 * `not_found`.
 */
export async function reviewAcross(
	db: Db,
	actor: Actor,
	{ cycle, number, page = 1 }: { cycle: CycleOfFramework; number: number; page?: number }
) {
	const person = requireCan(actor, 'review.queue');
	const all = await db
		.select({
			id: requirements.id,
			number: requirements.number,
			title: { en: requirements.titleEn, fr: requirements.titleFr },
			summary: { en: requirements.summaryEn, fr: requirements.summaryFr }
		})
		.from(requirements)
		.where(eq(requirements.frameworkId, cycle.frameworkId))
		.orderBy(asc(requirements.number));
	const place = all.findIndex((one) => one.number === number);
	const requirement = all[place];
	if (!requirement) throw new Refusal('not_found');
	const handedIn = and(
		eq(assessments.cycleId, cycle.id),
		inArray(assessments.state, ['submitted', 'in_review', 'accepted', 'published'])
	);
	const rows = await db
		.select({
			assessmentId: assessments.id,
			organisationId: assessments.organisationId,
			state: assessments.state,
			revision: assessments.revision,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			answer: answers,
			since: { en: sinceCycle.nameEn, fr: sinceCycle.nameFr },
			review: answerReviews,
			reviewer: users.name
		})
		.from(assessments)
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.leftJoin(
			answers,
			and(eq(answers.assessmentId, assessments.id), eq(answers.requirementId, requirement.id))
		)
		.leftJoin(sinceCycle, eq(sinceCycle.id, answers.sinceCycleId))
		.leftJoin(
			answerReviews,
			and(
				eq(answerReviews.assessmentId, assessments.id),
				eq(answerReviews.requirementId, requirement.id),
				eq(answerReviews.revision, assessments.revision)
			)
		)
		.leftJoin(users, eq(users.id, answerReviews.reviewerId))
		.where(handedIn)
		.orderBy(sql`${answers.rating} desc nulls last`, asc(organisations.nameEn))
		.limit(ACROSS_PER_PAGE)
		.offset((page - 1) * ACROSS_PER_PAGE);
	const parts = await partsOf(
		db,
		rows.flatMap(({ answer }) => (answer ? [answer.id] : []))
	);
	const held = await opinionsAcross(db, requirement.id, rows);
	const conflicts = await conflictsOf(
		db,
		person,
		rows.map(({ assessmentId }) => assessmentId)
	);
	const decided = await decidedBefore(db, cycle, requirement.id);
	return {
		requirement,
		numbers: all.map((one) => one.number),
		previous: all[place - 1]?.number ?? null,
		next: all[place + 1]?.number ?? null,
		levels: await levelsOf(db, cycle.frameworkId),
		total: await db.$count(assessments, handedIn),
		page,
		rows: rows.map(({ answer, since, review, reviewer, ...row }) => {
			const code = answer ? ratingCode(answer) : null;
			const opinions = held.filter(({ assessmentId }) => assessmentId === row.assessmentId);
			return {
				...row,
				answer: answer && { ...answer, since, ...parts(answer.id) },
				review: review && { ...review, reviewer },
				opinions,
				agreement: agreementOn({ answer, review, opinions }),
				earlier: decided.filter((one) => one.code === code).slice(0, EARLIER),
				mayReview:
					row.state === 'in_review' &&
					can(actor, 'assessment.review', row) &&
					!conflicts.includes(row.assessmentId)
			};
		})
	};
}
export type Across = Awaited<ReturnType<typeof reviewAcross>>;

/**
 * What was decided on a requirement, and on those of earlier versions that it goes on from, in earlier cycles:
 * newest first, with what the answer had said of itself.
 */
async function decidedBefore(db: Db, { opensOn }: CycleOfFramework, requirementId: string) {
	const line = lineOf(await readLineage(db), requirementId);
	const rows = await db
		.select({
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			cycle: { en: cycles.nameEn, fr: cycles.nameFr },
			comment: answerReviews.comment,
			reviewerRating: answerReviews.reviewerRating,
			reason: answerReviews.reason,
			decision: answerReviews.decision,
			answer: {
				rating: answers.rating,
				notApplicable: answers.notApplicable,
				visibility: answers.visibility
			}
		})
		.from(answerReviews)
		.innerJoin(assessments, eq(assessments.id, answerReviews.assessmentId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.innerJoin(
			answers,
			and(
				eq(answers.assessmentId, assessments.id),
				eq(answers.requirementId, answerReviews.requirementId)
			)
		)
		.where(
			and(
				inArray(answerReviews.requirementId, line),
				eq(answerReviews.revision, assessments.revision),
				inArray(assessments.state, ['accepted', 'published']),
				lt(cycles.opensOn, opensOn)
			)
		)
		.orderBy(desc(cycles.opensOn), asc(organisations.nameEn));
	return rows.map(({ answer, ...row }) => ({ ...row, code: ratingCode(answer) }));
}
