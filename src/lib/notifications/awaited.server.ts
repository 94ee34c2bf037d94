import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { courseReference, isCycleOpen } from '#lib/assessments/rules.ts';
import type { AssessmentState } from '#lib/assessments/vocabulary.ts';
import { moreTimeUntil } from '#lib/frameworks/queries/more-time.server.ts';
import { ownDays, type CycleDays } from '#lib/frameworks/rules.ts';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import {
	assessments,
	assessmentSteps,
	cycleInvitations,
	cycles,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Due } from './due.server.ts';
import { nearness } from './rules.ts';

/** An assessment that an organisation was invited to make, or has begun, and has still to hand in. */
export interface AwaitedAssessment {
	/** The assessment, or the invitation where nothing is begun. */
	id: string;
	organisationId: string;
	reference: string;
	cycle: Bilingual;
	/** As they hold for this organisation. */
	days: CycleDays;
	returnedAt: Date | null;
	/** Where it is answered, without the language. */
	path: string;
}

const WAITING: readonly AssessmentState[] = ['draft', 'returned'];

/** What is awaited from each organisation, or from these. Needs the system actor. */
export async function awaitedAssessments(
	db: Db,
	organisationIds?: readonly string[]
): Promise<AwaitedAssessment[]> {
	const rows = await db
		.select({
			invitationId: cycleInvitations.id,
			assessmentId: assessments.id,
			organisation: {
				id: organisations.id,
				slug: organisations.slug,
				referencePrefix: organisations.referencePrefix
			},
			cycle: {
				key: cycles.key,
				nameEn: cycles.nameEn,
				nameFr: cycles.nameFr,
				opensOn: cycles.opensOn,
				dueOn: cycles.dueOn,
				closesOn: cycles.closesOn
			},
			moreTimeUntil: moreTimeUntil(cycles.id, organisations.id),
			returnedAt: sql<Date | null>`case when ${assessments.state} = 'returned' then
				(select max(s.taken_at) from ${assessmentSteps} s where s.assessment_id = ${assessments.id} and s.state = 'returned')
			end`.mapWith(assessments.createdAt)
		})
		.from(cycles)
		.innerJoin(
			organisations,
			organisationIds ? inArray(organisations.id, [...organisationIds]) : sql`true`
		)
		.leftJoin(
			cycleInvitations,
			and(
				eq(cycleInvitations.cycleId, cycles.id),
				eq(cycleInvitations.organisationId, organisations.id)
			)
		)
		.leftJoin(
			assessments,
			and(eq(assessments.cycleId, cycles.id), eq(assessments.organisationId, organisations.id))
		)
		.where(
			and(
				isNull(cycles.publishedAt),
				or(
					inArray(assessments.state, [...WAITING]),
					and(isNull(assessments.id), isNotNull(cycleInvitations.id))
				)
			)
		);
	return rows.map(({ organisation, cycle, assessmentId, invitationId, ...row }) => ({
		id: assessmentId ?? invitationId ?? '',
		organisationId: organisation.id,
		reference: courseReference({ organisation, cycle }),
		cycle: { en: cycle.nameEn, fr: cycle.nameFr },
		days: ownDays(cycle, row.moreTimeUntil),
		returnedAt: row.returnedAt,
		path: assessmentId ? `/workspace/assessments/${assessmentId}` : '/workspace/assessments'
	}));
}

/** What is returned, due soon or past its day while it may still be handed in. `today` is a day. */
export async function dueAssessments(db: Db, today: string): Promise<Due[]> {
	return (await awaitedAssessments(db)).flatMap(({ cycle, days, returnedAt, ...one }): Due[] => {
		const about = { ...one, asks: 'answers' as const, title: cycle, milestone: null };
		if (returnedAt)
			return [{ ...about, kind: 'returned', since: returnedAt.toISOString().slice(0, 10) }];
		const near = isCycleOpen(days, today) ? nearness(days.dueOn, today) : null;
		return near ? [{ ...about, kind: `assessment_${near}` as const, since: days.dueOn }] : [];
	});
}
