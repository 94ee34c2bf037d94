import { and, desc, eq, exists, inArray, isNotNull, sql } from 'drizzle-orm';
import {
	assessments,
	commitments,
	commitmentUpdates,
	cycles,
	frameworks,
	organisations,
	summaries
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';

/**
 * Self-assessments published in the newest closed cycle with at least one (while a cycle is open, the
 * first few say little), and how many of them are of sample companies; null where nothing has been
 * published. Public.
 */
export async function newestCycle(db: Db) {
	// Which it is, before those in it are counted: not those of every cycle.
	const newest = db
		.select({ id: cycles.id })
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.where(
			and(
				eq(frameworks.key, VOLUNTARY_PRINCIPLES),
				exists(
					db
						.select({ one: sql`1` })
						.from(assessments)
						.where(and(eq(assessments.cycleId, cycles.id), eq(assessments.state, 'published')))
				)
			)
		)
		.orderBy(desc(sql`${cycles.closesOn} < current_date`), desc(cycles.opensOn))
		.limit(1);
	const [cycle] = await db
		.select({
			key: cycles.key,
			name: { en: cycles.nameEn, fr: cycles.nameFr },
			assessed: sql<number>`count(*)::int`,
			samples: sql<number>`(count(*) filter (where ${organisations.sample}))::int`
		})
		.from(assessments)
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.where(and(eq(assessments.state, 'published'), inArray(cycles.id, newest)))
		.groupBy(cycles.id);
	return cycle ?? null;
}

/**
 * The newest accepted updates on published commitments: by the day they were accepted, then by the
 * day they speak of, then by the announcement of the commitment. Public.
 */
export async function latestUpdates(db: Db, limit: number) {
	// Whatever is older than the so manieth accepted last is not among them: so only the rest is put in order.
	const [last] = await db
		.select({ day: sql<string>`date_trunc('day', ${commitmentUpdates.decidedAt})::text` })
		.from(commitmentUpdates)
		.where(eq(commitmentUpdates.state, 'accepted'))
		.orderBy(desc(commitmentUpdates.decidedAt))
		.offset(limit - 1)
		.limit(1);
	return db
		.select({
			id: commitmentUpdates.id,
			reference: commitments.reference,
			title: { en: commitments.titleEn, fr: commitments.titleFr },
			owner: { en: organisations.nameEn, fr: organisations.nameFr },
			status: commitmentUpdates.status,
			basis: commitmentUpdates.basis,
			asOf: commitmentUpdates.asOf,
			enteredAt: commitmentUpdates.createdAt
		})
		.from(commitmentUpdates)
		.innerJoin(commitments, eq(commitments.id, commitmentUpdates.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitmentUpdates.ownerId))
		.where(
			and(
				eq(commitmentUpdates.state, 'accepted'),
				isNotNull(commitments.publishedAt),
				last && sql`${commitmentUpdates.decidedAt} >= ${last.day}::timestamptz`
			)
		)
		.orderBy(
			sql`${commitmentUpdates.decidedAt}::date desc nulls last`,
			sql`${commitmentUpdates.asOf} desc nulls last`,
			sql`${commitments.announcedOn} desc nulls last`,
			desc(commitmentUpdates.createdAt)
		)
		.limit(limit);
}

/** The newest published summaries. Public. */
export async function latestSummaries(db: Db, limit: number) {
	return db
		.select({
			slug: summaries.slug,
			title: { en: summaries.titleEn, fr: summaries.titleFr },
			publishedAt: summaries.publishedAt
		})
		.from(summaries)
		.where(eq(summaries.state, 'published'))
		.orderBy(desc(summaries.publishedAt))
		.limit(limit);
}
