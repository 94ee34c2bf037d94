import { and, asc, eq } from 'drizzle-orm';
import { SMALLEST_GROUP } from '#lib/frameworks/vocabulary.ts';
import {
	answers,
	assessments,
	countedAssessments,
	cycleAggregates,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { aggregateOf, ratingCode } from '../rules.ts';

/**
 * Sums up anew what each cycle's sums hold, from the answers of those who are counted in them, and writes what differs;
 * returns how many rows did. Nobody is counted who was not: whom a sum may hold is decided when it is made
 * (`keepAggregates`). One that is withdrawn stays so, and one that would tell of fewer than five is withdrawn. For the portal itself.
 */
export async function mendSums(db: Db, now: Date): Promise<number> {
	const given = await db
		.select({ cycleId: assessments.cycleId, assessment: assessments, answer: answers })
		.from(countedAssessments)
		.innerJoin(assessments, eq(assessments.id, countedAssessments.assessmentId))
		.innerJoin(answers, eq(answers.assessmentId, assessments.id))
		.innerJoin(requirements, eq(requirements.id, answers.requirementId))
		.orderBy(asc(requirements.number));
	const sums = new Map<string, { cycleId: string; requirementId: string; codes: number[] }>();
	const members = new Map<string, Map<string, boolean>>();
	for (const { cycleId, assessment, answer } of given) {
		const key = `${cycleId} ${answer.requirementId}`;
		const sum = sums.get(key) ?? { cycleId, requirementId: answer.requirementId, codes: [] };
		sum.codes.push(ratingCode(answer));
		sums.set(key, sum);
		const counted = members.get(cycleId) ?? new Map<string, boolean>();
		members.set(cycleId, counted.set(assessment.id, assessment.disclosed));
	}
	const stored = await db.select().from(cycleAggregates);
	let count = 0;
	for (const { cycleId, requirementId, codes } of sums.values()) {
		const shownOrNot = [...(members.get(cycleId)?.values() ?? [])];
		const keptBack = shownOrNot.filter((disclosed) => !disclosed).length;
		const row = stored.find(
			(one) => one.cycleId === cycleId && one.requirementId === requirementId
		);
		const sum = {
			organisations: shownOrNot.length,
			counts: aggregateOf(codes),
			withdrawn: !!row?.withdrawn || (keptBack > 0 && keptBack < SMALLEST_GROUP)
		};
		if (!row)
			await db.insert(cycleAggregates).values({ cycleId, requirementId, countedAt: now, ...sum });
		else if (
			row.organisations !== sum.organisations ||
			row.withdrawn !== sum.withdrawn ||
			row.counts.join() !== sum.counts.join()
		)
			await db
				.update(cycleAggregates)
				.set(sum)
				.where(
					and(
						eq(cycleAggregates.cycleId, cycleId),
						eq(cycleAggregates.requirementId, requirementId)
					)
				);
		else continue;
		count += 1;
	}
	return count;
}
