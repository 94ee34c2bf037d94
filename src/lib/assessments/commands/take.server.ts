import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import type { Action } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import type { AuditEvent } from '#lib/audit/vocabulary.ts';
import { currentTime } from '#lib/clock.ts';
import { assessmentSteps, assessments } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { rowOf, type AssessmentRow } from '../queries/contents.server.ts';
import { ASSESSMENT_STEPS, isStepOpen, type AssessmentStep } from '../rules.ts';
import type { AssessmentState } from '../vocabulary.ts';

/**
 * The assessment, if the actor may do this to it now. Until the transaction ends nobody else changes
 * it or its answers: what is attested is what is stored. Refuses otherwise.
 */
export async function allowed(
	db: Db,
	actor: Actor,
	action: Action,
	id: string
): Promise<{ person: Person; row: AssessmentRow }> {
	requirePerson(actor);
	await lock(db, id);
	const row = await rowOf(db, id);
	return { person: requireCan(actor, action, row), row };
}

/** Until the transaction ends, nobody else takes a step with the assessment or saves an answer. */
export async function lock(db: Db, id: string): Promise<void> {
	await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`assessment ${id}`}, 0))`);
}

/**
 * Takes a step with an assessment. Refuses with `wrong_state` where the step is not open, and with
 * `stale` when the assessment moved in the meantime.
 */
export async function take(
	db: Db,
	step: AssessmentStep,
	row: AssessmentRow,
	set: Partial<typeof assessments.$inferInsert> = {}
): Promise<void> {
	if (!isStepOpen(step, row.state)) throw new Refusal('wrong_state');
	const { from, to } = ASSESSMENT_STEPS[step];
	const moved = await db
		.update(assessments)
		.set({ ...set, state: to })
		.where(
			and(
				eq(assessments.id, row.id),
				eq(assessments.revision, row.revision),
				inArray(assessments.state, [...from])
			)
		)
		.returning({ id: assessments.id });
	if (!moved.length) throw new Refusal('stale');
	await keepStep(db, row, to);
}

/** Writes down that an assessment came into a state. */
export async function keepStep(
	db: Db,
	{ id, organisationId }: { id: string; organisationId: string },
	state: AssessmentState,
	takenAt: Date = currentTime()
): Promise<void> {
	await db.insert(assessmentSteps).values({ assessmentId: id, organisationId, state, takenAt });
}

/** Records what happened to an assessment. Call it last. */
export async function recordOn(
	db: Db,
	actor: Actor,
	event: AuditEvent,
	{ id, organisationId }: { id: string; organisationId: string },
	detail: Parameters<typeof record>[4] = {}
): Promise<void> {
	await record(db, actor, event, { type: 'assessment', id, organisationId }, detail);
}
