import { asc, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { assessments, assessmentSteps } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { timeInStates, type Spell } from '../spells.ts';

/** When an assessment came into which state, oldest first. For who may read it. */
export async function stepsOf(db: Db, assessmentId: string) {
	return db
		.select({ state: assessmentSteps.state, takenAt: assessmentSteps.takenAt })
		.from(assessmentSteps)
		.where(eq(assessmentSteps.assessmentId, assessmentId))
		.orderBy(asc(assessmentSteps.takenAt));
}

/** How long each assessment of a cycle was in each state so far, by assessment. For the secretariat. */
export async function coursesInCycle(
	db: Db,
	actor: Actor,
	cycleId: string,
	now: Date = currentTime()
): Promise<Map<string, Spell[]>> {
	requireCan(actor, 'review.queue');
	const rows = await db
		.select({
			assessmentId: assessmentSteps.assessmentId,
			state: assessmentSteps.state,
			takenAt: assessmentSteps.takenAt
		})
		.from(assessmentSteps)
		.innerJoin(assessments, eq(assessments.id, assessmentSteps.assessmentId))
		.where(eq(assessments.cycleId, cycleId));
	const steps = new Map<string, typeof rows>();
	for (const row of rows)
		steps.set(row.assessmentId, [...(steps.get(row.assessmentId) ?? []), row]);
	return new Map([...steps].map(([id, taken]) => [id, timeInStates(taken, now)]));
}
