import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { organisationsOf, type Actor, type Person } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { granted, moreTimeUntil } from '#lib/frameworks/queries/more-time.server.ts';
import { ownDays } from '#lib/frameworks/rules.ts';
import {
	assessmentProgress,
	assessments,
	cycles,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { isReplyOpen } from '../review-rules.ts';
import { isAnsweredBy, isClosedFor, isCycleOpen } from '../rules.ts';
import type { AssessmentState } from '../vocabulary.ts';

export interface MyAssessment {
	/** Null where nobody has started it. */
	id: string | null;
	organisationId: string;
	cycleId: string;
	cycleName: { en: string; fr: string };
	organisationName: { en: string; fr: string };
	state: AssessmentState | null;
	answered: number;
	total: number;
	/** The day it is due for this organisation, as `2026-11-23`. */
	dueOn: string;
	/** The day it opens, where that is still to come. */
	opensOn: string | null;
	/** Whether the secretariat asked this organisation to answer. */
	invited: boolean;
	/** The last day, where this organisation was given more time. */
	moreTimeUntil: string | null;
	/** It was never handed in, and can no longer be. */
	closed: boolean;
	/** Where it is worked on or started, without language. */
	href: string;
	mayStart: boolean;
	/** The cycle whose answers it could start from. */
	carries: { en: string; fr: string } | null;
	/** The last day on which the person may reply to what the secretariat says of it, before it is published. */
	replyUntil: string | null;
	/** Whether the person may attest it, once every answer is there. */
	mayAttest: boolean;
}

const today = () => currentTime().toISOString().slice(0, 10);

/** The assessments of these organisations, newest cycle first, with how many answers are complete. */
async function startedBy(db: Db, person: Person, ours: string[]): Promise<MyAssessment[]> {
	const rows = await db
		.select({
			id: assessments.id,
			organisationId: assessments.organisationId,
			cycleId: assessments.cycleId,
			cycleName: { en: cycles.nameEn, fr: cycles.nameFr },
			organisationName: { en: organisations.nameEn, fr: organisations.nameFr },
			state: assessments.state,
			opensOn: cycles.opensOn,
			dueOn: cycles.dueOn,
			closesOn: cycles.closesOn,
			replyUntil: assessments.replyUntil,
			replyEndedAt: assessments.replyEndedAt,
			moreTimeUntil: moreTimeUntil(cycles.id, organisations.id),
			answered: sql<number>`coalesce(cardinality(array_positions(${assessmentProgress.answers}, 'completed')), 0)`,
			total: sql<number>`(select count(*)::int from ${requirements} r where r.framework_id = ${cycles.frameworkId})`
		})
		.from(assessments)
		.leftJoin(assessmentProgress, eq(assessmentProgress.assessmentId, assessments.id))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.where(inArray(assessments.organisationId, ours))
		.orderBy(desc(cycles.opensOn), asc(organisations.slug));
	return rows.map(({ opensOn, closesOn, replyEndedAt, ...row }) => {
		const days = ownDays({ opensOn, dueOn: row.dueOn, closesOn }, row.moreTimeUntil);
		const closed = isClosedFor({ state: row.state, days }, today());
		return {
			...row,
			replyUntil:
				can(person, 'assessment.reply', row) && isReplyOpen({ ...row, replyEndedAt }, today())
					? row.replyUntil
					: null,
			dueOn: days.dueOn,
			opensOn: null,
			invited: false,
			closed,
			href: `/workspace/assessments/${row.id}`,
			mayStart: false,
			carries: null,
			mayAttest: !closed && can(person, 'assessment.submit', row)
		};
	});
}

/** The last published cycle of each of these organisations, by organisation and framework. */
async function lastPublished(db: Db, ours: string[]) {
	const rows = await db
		.selectDistinctOn([assessments.organisationId, cycles.frameworkId], {
			organisationId: assessments.organisationId,
			frameworkId: cycles.frameworkId,
			name: { en: cycles.nameEn, fr: cycles.nameFr }
		})
		.from(assessments)
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.where(and(inArray(assessments.organisationId, ours), eq(assessments.state, 'published')))
		.orderBy(assessments.organisationId, cycles.frameworkId, desc(cycles.opensOn));
	return new Map(
		rows.map(({ organisationId, frameworkId, name }) => [`${organisationId} ${frameworkId}`, name])
	);
}

/** Cycles that concern the person's organisations and that nobody there has started: open ones, and those ahead into which one is invited. */
async function notStarted(
	db: Db,
	person: Person,
	started: readonly MyAssessment[]
): Promise<MyAssessment[]> {
	const ours = organisationsOf(person, 'viewer');
	const unpublished = await db
		.select({
			cycleId: cycles.id,
			frameworkId: cycles.frameworkId,
			cycleName: { en: cycles.nameEn, fr: cycles.nameFr },
			opensOn: cycles.opensOn,
			dueOn: cycles.dueOn,
			closesOn: cycles.closesOn,
			invitationOnly: cycles.invitationOnly,
			audience: frameworks.audience,
			total: sql<number>`(select count(*)::int from ${requirements} r where r.framework_id = ${cycles.frameworkId})`
		})
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.where(isNull(cycles.publishedAt))
		.orderBy(asc(cycles.dueOn));
	const published = await lastPublished(db, ours);
	const of = await granted(db, ours);
	return person.memberships.flatMap(({ organisationId, organisationKind, organisationName }) =>
		unpublished.flatMap(({ audience, frameworkId, invitationOnly, ...cycle }) => {
			const { cycleId } = cycle;
			const invited = of.isInvited(cycleId, organisationId);
			const until = of.moreTimeUntil(cycleId, organisationId);
			const days = ownDays(cycle, until);
			const isAhead = invited && today() < days.opensOn;
			const isOpen = isCycleOpen(days, today()) && (invited || !invitationOnly);
			if (
				!(isAhead || isOpen) ||
				!isAnsweredBy(audience, organisationKind) ||
				started.some((one) => one.cycleId === cycleId && one.organisationId === organisationId)
			)
				return [];
			return [
				{
					cycleId,
					cycleName: cycle.cycleName,
					total: cycle.total,
					dueOn: days.dueOn,
					opensOn: isAhead ? days.opensOn : null,
					invited,
					moreTimeUntil: until,
					closed: false,
					id: null,
					organisationId,
					organisationName,
					state: null,
					answered: 0,
					replyUntil: null,
					carries: published.get(`${organisationId} ${frameworkId}`) ?? null,
					href: '/workspace/assessments',
					mayStart: isOpen && can(person, 'assessment.start', { organisationId }),
					mayAttest: false
				}
			];
		})
	);
}

/** Every assessment of the person's organisations: cycles that wait to be started first, then newest first. */
export async function myAssessments(db: Db, actor: Actor): Promise<MyAssessment[]> {
	const person = requirePerson(actor);
	const ours = organisationsOf(person, 'viewer');
	if (!ours.length) return [];
	const started = await startedBy(db, person, ours);
	return [...(await notStarted(db, person, started)), ...started];
}

/** What waits for the person: cycles not started that are open or to which one is invited, drafts, what was returned, and ratings to reply to. */
export async function assessmentTasks(db: Db, actor: Actor): Promise<MyAssessment[]> {
	const person = requirePerson(actor);
	return (await myAssessments(db, person)).filter(
		({ state, mayStart, opensOn, closed, organisationId, replyUntil }) =>
			replyUntil !== null ||
			(state
				? !closed && can(person, 'assessment.answer', { organisationId, state })
				: mayStart || (opensOn && can(person, 'assessment.start', { organisationId })))
	);
}
