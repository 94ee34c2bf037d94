import { count, eq, gt, isNotNull, sum, and } from 'drizzle-orm';
import { commitmentFacetCounts, commitmentFacets } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Facet } from '../facets.ts';
import { late } from './matching.server.ts';

const kept = commitmentFacetCounts;
const total = sum(kept.count).mapWith(Number);

/** How many published commitments have each value of each facet, as it is kept; whether one is late is not. Public. */
export async function keptCounts(db: Db) {
	const rows = await db
		.select({ facet: kept.facet, value: kept.value, count: total })
		.from(kept)
		.groupBy(kept.facet, kept.value)
		.having(gt(sum(kept.count), '0'));
	return rows as { facet: Exclude<Facet, 'overdue'>; value: string; count: number }[];
}

/** How many commitments are or were published. Public. */
export async function countPublished(db: Db): Promise<number> {
	// Each is of one kind.
	const [found] = await db.select({ total }).from(kept).where(eq(kept.facet, 'kind'));
	return found?.total ?? 0;
}

/** How many published commitments serve a principle, whatever the version of the Principles. Public. */
export async function countServing(db: Db, principle: number): Promise<number> {
	const [found] = await db
		.select({ total })
		.from(kept)
		.where(and(eq(kept.facet, 'principle'), eq(kept.value, String(principle))));
	return found?.total ?? 0;
}

/** How many published commitments are late. Public. */
export async function countLate(db: Db): Promise<number> {
	const [found] = await db
		.select({ count: count() })
		.from(commitmentFacets)
		.where(and(isNotNull(commitmentFacets.lateAfter), late));
	return found?.count ?? 0;
}
