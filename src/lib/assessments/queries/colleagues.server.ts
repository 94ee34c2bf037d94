import { and, asc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import { organisationsOf, type Actor } from '#lib/access/actor.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { PRESENT_FOR, type Present } from '#lib/forms/presence.ts';
import {
	answerAssignments,
	answerPresence,
	assessmentProgress,
	assessments,
	cycles,
	requirements,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AnswerProgress } from '../vocabulary.ts';

/** Who else has an answer open now, by name. As row-level security shows it: to colleagues. */
export async function presentAt(
	db: Db,
	actor: Actor,
	{ assessmentId, requirementId }: { assessmentId: string; requirementId: string }
): Promise<Present[]> {
	const { userId } = requirePerson(actor);
	const rows = await db
		.select({ name: users.name, email: users.email })
		.from(answerPresence)
		.innerJoin(users, eq(users.id, answerPresence.userId))
		.where(
			and(
				eq(answerPresence.assessmentId, assessmentId),
				eq(answerPresence.requirementId, requirementId),
				ne(answerPresence.userId, userId),
				gt(answerPresence.seenAt, sql`now() - make_interval(secs => ${PRESENT_FOR})`)
			)
		)
		.orderBy(asc(users.name));
	return rows.map(({ name, email }) => ({ name: name ?? email }));
}

/** Who is to answer which requirement of an assessment, by requirement. */
export async function assignmentsOf(db: Db, assessmentId: string) {
	const rows = await db
		.select({
			requirementId: answerAssignments.requirementId,
			userId: answerAssignments.userId,
			name: users.name,
			email: users.email
		})
		.from(answerAssignments)
		.innerJoin(users, eq(users.id, answerAssignments.userId))
		.where(eq(answerAssignments.assessmentId, assessmentId));
	return new Map(
		rows.map(({ requirementId, userId, name, email }) => [
			requirementId,
			{ userId, name: name ?? email }
		])
	);
}

/** What colleagues were asked to answer in the actor's organisations and have not completed, the next due first. */
export async function assignedTasks(db: Db, actor: Actor) {
	const person = requirePerson(actor);
	const ours = organisationsOf(person, 'viewer');
	if (!ours.length) return [];
	const progress = sql<AnswerProgress>`coalesce(${assessmentProgress.answers}[(select count(*) from ${requirements} r where r.framework_id = ${requirements.frameworkId} and r.number <= ${requirements.number})], 'not_started')`;
	const rows = await db
		.select({
			assessmentId: answerAssignments.assessmentId,
			organisationId: answerAssignments.organisationId,
			userId: answerAssignments.userId,
			name: users.name,
			email: users.email,
			number: requirements.number,
			title: { en: requirements.titleEn, fr: requirements.titleFr },
			cycle: { en: cycles.nameEn, fr: cycles.nameFr },
			progress
		})
		.from(answerAssignments)
		.innerJoin(users, eq(users.id, answerAssignments.userId))
		.innerJoin(assessments, eq(assessments.id, answerAssignments.assessmentId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(requirements, eq(requirements.id, answerAssignments.requirementId))
		.leftJoin(assessmentProgress, eq(assessmentProgress.assessmentId, assessments.id))
		.where(
			and(
				inArray(answerAssignments.organisationId, ours),
				inArray(assessments.state, ['draft', 'returned']),
				ne(progress, 'completed')
			)
		)
		.orderBy(asc(cycles.dueOn), asc(requirements.number));
	return rows.map(({ name, email, ...task }) => ({
		...task,
		name: name ?? email,
		mine: task.userId === person.userId
	}));
}
export type AssignedTask = Awaited<ReturnType<typeof assignedTasks>>[number];
