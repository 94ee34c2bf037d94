import { and, asc, eq, sql } from 'drizzle-orm';
import {
	answers,
	assessments,
	cycleAggregates,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AssessmentRow } from '../queries/contents.server.ts';
import { aggregateOf, mayAggregate, ratingCode } from '../rules.ts';

/**
 * Sums up what was published in a cycle of a framework that is shown in aggregate only: first when enough
 * organisations keep their own answers to themselves, and again each time as many more do, so that no
 * answer can be told from the difference of two sums. For whoever publishes, after publishing.
 */
export async function keepAggregates(
	db: Db,
	{ cycle, framework }: Pick<AssessmentRow, 'cycle' | 'framework'>,
	now: Date = new Date()
): Promise<void> {
	if (framework.disclosure !== 'aggregate_only') return;
	const published = await db
		.select({ publishedAt: assessments.publishedAt, disclosed: assessments.disclosed })
		.from(assessments)
		.where(and(eq(assessments.cycleId, cycle.id), eq(assessments.state, 'published')));
	const [last] = await db
		.select({ countedAt: cycleAggregates.countedAt })
		.from(cycleAggregates)
		.where(eq(cycleAggregates.cycleId, cycle.id))
		.limit(1);
	if (!mayAggregate(published, last?.countedAt ?? null)) return;
	const given = await db
		.select({ requirementId: requirements.id, answer: answers })
		.from(requirements)
		.innerJoin(answers, eq(answers.requirementId, requirements.id))
		.innerJoin(assessments, eq(assessments.id, answers.assessmentId))
		.where(and(eq(assessments.cycleId, cycle.id), eq(assessments.state, 'published')))
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
				organisations: published.length,
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
}
