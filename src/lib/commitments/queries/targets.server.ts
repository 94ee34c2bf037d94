import { and, asc, eq, inArray, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { commitmentTargets, commitmentUpdates, targetValues } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { figuresByPeriod } from '../targets.ts';

/** The targets of a commitment in order, each with the figures that accepted updates report and none corrects. */
export async function targetsOf(db: Db, commitmentId: string) {
	const targets = await db
		.select({
			id: commitmentTargets.id,
			title: { en: commitmentTargets.titleEn, fr: commitmentTargets.titleFr },
			unit: { en: commitmentTargets.unitEn, fr: commitmentTargets.unitFr },
			baseline: commitmentTargets.baseline,
			target: commitmentTargets.target,
			dueOn: commitmentTargets.dueOn
		})
		.from(commitmentTargets)
		.where(eq(commitmentTargets.commitmentId, commitmentId))
		.orderBy(asc(commitmentTargets.position));
	if (!targets.length) return [];
	const correction = alias(commitmentUpdates, 'correction');
	const reported = await db
		.select({
			targetId: targetValues.targetId,
			period: targetValues.period,
			value: targetValues.value
		})
		.from(targetValues)
		.innerJoin(commitmentUpdates, eq(commitmentUpdates.id, targetValues.updateId))
		.where(
			and(
				inArray(
					targetValues.targetId,
					targets.map(({ id }) => id)
				),
				eq(commitmentUpdates.state, 'accepted'),
				notExists(
					db
						.select({ one: sql`1` })
						.from(correction)
						.where(
							and(eq(correction.correctsId, commitmentUpdates.id), eq(correction.state, 'accepted'))
						)
				)
			)
		)
		.orderBy(asc(commitmentUpdates.decidedAt), asc(commitmentUpdates.createdAt));
	return targets.map((target) => ({
		...target,
		figures: figuresByPeriod(
			reported
				.filter(({ targetId }) => targetId === target.id)
				.map(({ period, value }) => ({ period, value }))
		)
	}));
}
