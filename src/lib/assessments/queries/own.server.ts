import { and, eq } from 'drizzle-orm';
import { roleIn, type Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { isFresh, requireCan, requirePerson } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { crosswalkOf } from '#lib/frameworks/queries/crosswalk.server.ts';
import { lacksFor } from '#lib/frameworks/concerns.ts';
import { servicesOf } from '#lib/organisations/queries/services.server.ts';
import { isInOperation } from '#lib/organisations/rules.ts';
import { answerReviews } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { isAsked, isReplyOpen } from '../review-rules.ts';
import { isClosedFor, missingForSubmission, progressOf } from '../rules.ts';
import { timeInStates } from '../spells.ts';
import { assignmentsOf, presentAt } from './colleagues.server.ts';
import { levelsOf, requirementsWithAnswers, rowOf, type AssessmentRow } from './contents.server.ts';
import { stepsOf } from './spells.server.ts';
import { beforeOf, earlierAnswers } from './earlier.server.ts';

/** The assessment of an organisation the actor belongs to. Others learn nothing: `not_found`, published or not. */
export async function ownRow(db: Db, actor: Actor, id: string): Promise<AssessmentRow> {
	requirePerson(actor);
	const row = await rowOf(db, id);
	if (!roleIn(actor, row.organisationId)) throw new Refusal('not_found');
	requireCan(actor, 'assessment.read', row);
	return row;
}

/** What the secretariat wrote on the newest returned or decided revision, by requirement. */
async function releasedComments(db: Db, row: AssessmentRow) {
	const rows = await db
		.select({
			requirementId: answerReviews.requirementId,
			comment: answerReviews.comment,
			reviewerRating: answerReviews.reviewerRating,
			reason: answerReviews.reason,
			reasonLocale: answerReviews.reasonLocale,
			decision: answerReviews.decision,
			updatedAt: answerReviews.updatedAt
		})
		.from(answerReviews)
		.where(
			and(
				eq(answerReviews.assessmentId, row.id),
				eq(answerReviews.revision, row.revision),
				eq(answerReviews.released, true)
			)
		);
	return new Map(rows.map(({ requirementId, ...review }) => [requirementId, review]));
}

/**
 * An organisation's own assessment, whole: every requirement with its answer, how far it has got and
 * what the secretariat released about it. For its members. Refuses with `not_found`.
 */
export async function getOwnAssessment(db: Db, actor: Actor, id: string) {
	const row = await ownRow(db, actor, id);
	const comments = await releasedComments(db, row);
	const assigned = await assignmentsOf(db, row.id);
	const assessed = (await requirementsWithAnswers(db, row)).map((requirement) => {
		const review = comments.get(requirement.requirementId) ?? null;
		return {
			...requirement,
			progress: progressOf(requirement.answer),
			review,
			/** Who of the organisation is to answer it. */
			assigned: assigned.get(requirement.requirementId) ?? null,
			/** A comment on a returned answer, or something asked of it, that has not been touched since. */
			open:
				row.state === 'returned' &&
				(Boolean(review?.comment) || isAsked(review?.decision)) &&
				(requirement.answer?.updatedAt ?? new Date(0)) <= (review?.updatedAt ?? new Date(0))
		};
	});
	return {
		...row,
		levels: await levelsOf(db, row.framework.id),
		requirements: assessed,
		missing: missingForSubmission(assessed),
		course: timeInStates(await stepsOf(db, row.id), currentTime()),
		replyOpen:
			row.state === 'accepted' && isReplyOpen(row, currentTime().toISOString().slice(0, 10)),
		mayAnswer: can(actor, 'assessment.answer', row),
		maySubmit: can(actor, 'assessment.submit', row),
		mayDisclose: can(actor, 'assessment.disclose', row),
		proved: actor.kind === 'person' && isFresh(actor),
		/** It was never handed in, and can no longer be. */
		closed: isClosedFor(row, currentTime().toISOString().slice(0, 10))
	};
}
export type OwnAssessment = Awaited<ReturnType<typeof getOwnAssessment>>;
export type AssessedRequirement = OwnAssessment['requirements'][number];

/** One requirement of an own assessment with what is needed to answer it. For whoever may answer it now. */
export async function getOwnAnswer(db: Db, actor: Actor, id: string, number: number) {
	const assessment = await getOwnAssessment(db, actor, id);
	requireCan(actor, 'assessment.answer', assessment);
	const place = assessment.requirements.findIndex((one) => one.number === number);
	const requirement = assessment.requirements[place];
	if (!requirement) throw new Refusal('not_found');
	const { requirements: all, ...rest } = assessment;
	const earlier = await earlierAnswers(db, beforeOf(assessment), requirement.requirementId);
	return {
		...rest,
		total: all.length,
		requirement,
		/** Who else has it open now. */
		present: await presentAt(db, actor, {
			assessmentId: id,
			requirementId: requirement.requirementId
		}),
		services: await servicesAsked(db, assessment.organisationId, requirement),
		/** What the answer also serves under other regimes. */
		crosswalk: await crosswalkOf(db, requirement.requirementId),
		previous: all[place - 1]?.number ?? null,
		next: all[place + 1]?.number ?? null,
		earlier: earlier.get(requirement.requirementId) ?? null
	};
}

/** The services that an answer can tell apart: those in operation, and those of which it speaks already. */
async function servicesAsked(
	db: Db,
	organisationId: string,
	{ answer, guidance }: Pick<AssessedRequirement, 'answer' | 'guidance'>
) {
	const today = currentTime().toISOString().slice(0, 10);
	return (await servicesOf(db, organisationId))
		.map(({ version: _, endedOn, ...service }) => ({
			...service,
			ended: !isInOperation({ endedOn }, today),
			said: answer?.services.find(({ serviceId }) => serviceId === service.id) ?? null,
			/** The features without which it cannot be concerned. */
			lacks: lacksFor(guidance, service.features)
		}))
		.filter(({ ended, said }) => said || !ended);
}
export type AskedService = Awaited<ReturnType<typeof servicesAsked>>[number];
