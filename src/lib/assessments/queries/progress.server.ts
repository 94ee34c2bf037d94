import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { keyOfVersion, newestEndorsements } from '#lib/frameworks/queries/endorsed.server.ts';
import { moreTimeUntil } from '#lib/frameworks/queries/more-time.server.ts';
import { ownDays } from '#lib/frameworks/rules.ts';
import {
	assessmentProgress,
	assessments,
	assessmentSteps,
	cycleInvitations,
	cycles,
	endorsements,
	memberships,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { completedByPlace, NUDGED_STAGES, stageOf } from '../stages.ts';
import { isCycleOpen, kindsAnswering } from '../rules.ts';

interface CycleAsked {
	id: string;
	frameworkId: string;
	audience: string;
	invitationOnly: boolean;
}

/** Everyone a cycle's framework is for, with how far each is in it; not what it answers. For the secretariat. */
export async function coursesIn(db: Db, { id, frameworkId, audience }: CycleAsked, now: Date) {
	const answering = sql<boolean>`exists (${db
		.select({ one: sql`1` })
		.from(memberships)
		.where(
			and(
				eq(memberships.organisationId, organisations.id),
				isNull(memberships.endedAt),
				inArray(memberships.role, ['contributor', 'approver'])
			)
		)})`;
	const endorsing = sql<boolean>`exists (${db
		.select({ one: sql`1` })
		.from(endorsements)
		.where(
			and(
				eq(endorsements.organisationId, organisations.id),
				inArray(endorsements.id, newestEndorsements(db, keyOfVersion(db, frameworkId)))
			)
		)})`;
	const rows = await db
		.select({
			id: organisations.id,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			answering,
			endorsing,
			invitedAt: cycleInvitations.createdAt,
			assessmentId: assessments.id,
			state: assessments.state,
			revision: assessments.revision,
			answers: assessmentProgress.answers,
			savedAt: assessmentProgress.savedAt,
			days: { opensOn: cycles.opensOn, dueOn: cycles.dueOn, closesOn: cycles.closesOn },
			moreTimeUntil: moreTimeUntil(cycles.id, organisations.id)
		})
		.from(organisations)
		.innerJoin(cycles, eq(cycles.id, id))
		.leftJoin(
			cycleInvitations,
			and(eq(cycleInvitations.cycleId, id), eq(cycleInvitations.organisationId, organisations.id))
		)
		.leftJoin(
			assessments,
			and(eq(assessments.organisationId, organisations.id), eq(assessments.cycleId, id))
		)
		.leftJoin(assessmentProgress, eq(assessmentProgress.assessmentId, assessments.id))
		.where(inArray(organisations.kind, [...kindsAnswering(audience)]))
		.orderBy(asc(organisations.nameEn));
	const since = await sinceWhen(db, id);
	const today = now.toISOString().slice(0, 10);
	return rows.map(({ answers, ...row }) => {
		const course = {
			state: row.state,
			answers: answers ?? [],
			savedAt: row.savedAt,
			since: since.get(row.assessmentId ?? '') ?? null
		};
		const days = ownDays(row.days, row.moreTimeUntil);
		const stage = stageOf(course, now);
		return {
			...row,
			...course,
			days,
			stage,
			/** One may be asked how one is getting on while there is still time to hand in. */
			mayBeNudged: NUDGED_STAGES.includes(stage) && isCycleOpen(days, today) && row.answering
		};
	});
}
export type Course = Awaited<ReturnType<typeof coursesIn>>[number];

/** When each assessment of a cycle came into the state it is in. */
async function sinceWhen(db: Db, cycleId: string): Promise<Map<string, Date>> {
	const rows = await db
		.select({
			assessmentId: assessmentSteps.assessmentId,
			since: sql<Date>`max(${assessmentSteps.takenAt})`.mapWith(assessmentSteps.takenAt)
		})
		.from(assessmentSteps)
		.innerJoin(assessments, eq(assessments.id, assessmentSteps.assessmentId))
		.where(eq(assessments.cycleId, cycleId))
		.groupBy(assessmentSteps.assessmentId);
	return new Map(rows.map(({ assessmentId, since }) => [assessmentId, since]));
}

/**
 * How far the organisations have got in a cycle: those that were invited, those that have started and, where
 * anyone may answer, those that have someone here who can. Of what they answer, only how many have completed
 * each requirement. `unreachable` counts those that endorsed the framework and have nobody here. For the
 * secretariat.
 */
export async function cycleProgress(
	db: Db,
	actor: Actor,
	cycle: CycleAsked,
	now: Date = currentTime()
) {
	requireCan(actor, 'review.queue');
	const all = await coursesIn(db, cycle, now);
	const asked = await db
		.select({
			number: requirements.number,
			title: { en: requirements.titleEn, fr: requirements.titleFr }
		})
		.from(requirements)
		.where(eq(requirements.frameworkId, cycle.frameworkId))
		.orderBy(asc(requirements.number));
	const shown = all.filter(
		({ invitedAt, state, answering }) =>
			invitedAt !== null || state !== null || (answering && !cycle.invitationOnly)
	);
	const started = shown.filter(({ state }) => state !== null);
	const completed = completedByPlace(started, asked.length);
	return {
		organisations: shown.map(({ answers, ...course }) => ({
			...course,
			completed: answers.filter((one) => one === 'completed').length,
			total: asked.length
		})),
		requirements: asked.map((one, place) => ({ ...one, completed: completed[place] ?? 0 })),
		started: started.length,
		unreachable: all.filter((row) => row.endorsing && !row.answering && row.state === null).length
	};
}
export type CycleProgress = Awaited<ReturnType<typeof cycleProgress>>;

/** Everyone a cycle's framework is for: who is invited, and who could be. For who sets up cycles. */
export async function cycleGuests(
	db: Db,
	actor: Actor,
	cycle: CycleAsked,
	now: Date = currentTime()
) {
	requireCan(actor, 'cycle.manage');
	const all = await coursesIn(db, cycle, now);
	return all.map(({ id, name, answering, endorsing, invitedAt, stage, state }) => ({
		id,
		name,
		answering,
		endorsing,
		invitedAt,
		stage,
		started: state !== null
	}));
}
