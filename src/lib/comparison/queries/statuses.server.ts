import { and, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { CommitmentKind } from '#lib/commitments/vocabulary.ts';
import { commitments, organisations, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { StatusCount } from '../shapes/statuses.ts';

export interface StatusScope {
	forum?: string;
	kind?: CommitmentKind;
	/** Key of a pillar of the national strategy. */
	pillar?: string;
	country?: string;
}

const GROUPS = {
	/** The owner's country; null for a body that belongs to none. */
	country: organisations.countryCode,
	owner: organisations.slug,
	pillar: requirements.key
} as const;

/**
 * Commitments that the public may read, counted by status within each group. Those withdrawn are
 * counted as such. Public: what is not published is left out whoever asks.
 */
export async function countByStatus(
	db: Db,
	group: keyof typeof GROUPS,
	scope: StatusScope = {}
): Promise<StatusCount[]> {
	const status = sql<
		StatusCount['status']
	>`case when ${commitments.state} = 'withdrawn' then 'withdrawn' else ${commitments.status} end`;
	const conditions: (SQL | undefined)[] = [
		isNotNull(commitments.publishedAt),
		scope.forum === undefined ? undefined : eq(commitments.forumKey, scope.forum),
		scope.kind === undefined ? undefined : eq(commitments.kind, scope.kind),
		scope.pillar === undefined ? undefined : eq(requirements.key, scope.pillar),
		scope.country === undefined ? undefined : eq(organisations.countryCode, scope.country)
	];
	return db
		.select({ group: GROUPS[group], status, count: sql<number>`count(*)::int` })
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(and(...conditions))
		.groupBy(GROUPS[group], status);
}
