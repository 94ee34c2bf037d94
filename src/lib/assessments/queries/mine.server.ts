import { and, asc, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import { organisationsOf, type Actor, type Person } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import {
	assessmentProgress,
	assessments,
	cycles,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { isAnsweredBy } from '../rules.ts';
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
	/** The day it is due, as `2026-11-23`. */
	dueOn: string;
	/** Where it is worked on or started, without language. */
	href: string;
	mayStart: boolean;
	/** The cycle whose answers it could start from. */
	carries: { en: string; fr: string } | null;
	/** Whether the person may attest it, once every answer is there. */
	mayAttest: boolean;
}

const today = () => new Date().toISOString().slice(0, 10);

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
			dueOn: cycles.dueOn,
			answered: sql<number>`coalesce(cardinality(array_positions(${assessmentProgress.answers}, 'completed')), 0)`,
			total: sql<number>`(select count(*)::int from ${requirements} r where r.framework_id = ${cycles.frameworkId})`
		})
		.from(assessments)
		.leftJoin(assessmentProgress, eq(assessmentProgress.assessmentId, assessments.id))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.where(inArray(assessments.organisationId, ours))
		.orderBy(desc(cycles.opensOn), asc(organisations.slug));
	return rows.map((row) => ({
		...row,
		href: `/workspace/assessments/${row.id}`,
		mayStart: false,
		carries: null,
		mayAttest: can(person, 'assessment.submit', row)
	}));
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

/** Open cycles that concern the person's organisations and that nobody there has started. */
async function notStarted(
	db: Db,
	person: Person,
	started: readonly MyAssessment[]
): Promise<MyAssessment[]> {
	const open = await db
		.select({
			cycleId: cycles.id,
			frameworkId: cycles.frameworkId,
			cycleName: { en: cycles.nameEn, fr: cycles.nameFr },
			dueOn: cycles.dueOn,
			audience: frameworks.audience,
			total: sql<number>`(select count(*)::int from ${requirements} r where r.framework_id = ${cycles.frameworkId})`
		})
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.where(and(lte(cycles.opensOn, today()), gte(cycles.closesOn, today())))
		.orderBy(asc(cycles.dueOn));
	const published = await lastPublished(db, organisationsOf(person, 'viewer'));
	return person.memberships.flatMap(({ organisationId, organisationKind, organisationName }) =>
		open
			.filter(
				({ cycleId, audience }) =>
					isAnsweredBy(audience, organisationKind) &&
					!started.some((one) => one.cycleId === cycleId && one.organisationId === organisationId)
			)
			.map(({ audience: _, frameworkId, ...cycle }) => ({
				...cycle,
				id: null,
				organisationId,
				organisationName,
				state: null,
				answered: 0,
				carries: published.get(`${organisationId} ${frameworkId}`) ?? null,
				href: '/workspace/assessments',
				mayStart: can(person, 'assessment.start', { organisationId }),
				mayAttest: false
			}))
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

/** What waits for the person: open cycles not started, drafts, and assessments that were returned. */
export async function assessmentTasks(db: Db, actor: Actor): Promise<MyAssessment[]> {
	const person = requirePerson(actor);
	return (await myAssessments(db, person)).filter(({ state, mayStart, organisationId }) =>
		state ? can(person, 'assessment.answer', { organisationId, state }) : mayStart
	);
}
