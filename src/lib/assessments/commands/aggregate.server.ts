import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import {
	answers,
	assessments,
	countedAssessments,
	cycleAggregates,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AssessmentRow } from '../queries/contents.server.ts';
import { aggregateOf, mayAggregate, ratingCode } from '../rules.ts';

/**
 * Sums up what was published in a cycle of a framework that is shown in aggregate only: first when enough
 * organisations keep their own answers to themselves, and again each time as many more do, so that no
 * answer can be told from the difference of two sums. For whoever publishes, once all that is published
 * together is. Until the transaction ends nobody else in the cycle is summed up, or begins to show their own
 * (`concord_aggregates_withdrawn` waits for the same lock).
 */
export async function keepAggregates(
	db: Db,
	{ cycle, framework }: Pick<AssessmentRow, 'cycle' | 'framework'>,
	now: Date
): Promise<void> {
	if (framework.disclosure !== 'aggregate_only') return;
	await db.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`aggregates ${cycle.id}`}, 0))`
	);
	const published = await db
		.select({
			id: assessments.id,
			disclosed: assessments.disclosed,
			counted: sql<boolean>`${countedAssessments.assessmentId} is not null`
		})
		.from(assessments)
		.leftJoin(countedAssessments, eq(countedAssessments.assessmentId, assessments.id))
		.where(and(eq(assessments.cycleId, cycle.id), eq(assessments.state, 'published')));
	if (!mayAggregate(published)) return;
	const members = published.map(({ id }) => id);
	const given = await db
		.select({ requirementId: requirements.id, answer: answers })
		.from(requirements)
		.innerJoin(answers, eq(answers.requirementId, requirements.id))
		.where(inArray(answers.assessmentId, members))
		.orderBy(asc(requirements.number));
	const codes = new Map<string, number[]>();
	for (const { requirementId, answer } of given)
		codes.set(requirementId, [...(codes.get(requirementId) ?? []), ratingCode(answer)]);
	await db
		.insert(cycleAggregates)
		.values(
			[...codes].map(([requirementId, cells]) => ({
				cycleId: cycle.id,
				requirementId,
				organisations: members.length,
				counts: aggregateOf(cells),
				countedAt: now
			}))
		)
		.onConflictDoUpdate({
			target: [cycleAggregates.cycleId, cycleAggregates.requirementId],
			set: {
				organisations: sql`excluded.organisations`,
				counts: sql`excluded.counts`,
				countedAt: sql`excluded.counted_at`,
				withdrawn: false
			}
		});
	await db
		.insert(countedAssessments)
		.values(members.map((assessmentId) => ({ assessmentId })))
		.onConflictDoNothing();
}
