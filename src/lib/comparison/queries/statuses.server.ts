import { and, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { CommitmentKind } from '#lib/commitments/vocabulary.ts';
import { commitments, organisations, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { StatusCount } from '../shapes/statuses.ts';
import { standingOn } from './standing-on-day.server.ts';

export interface StatusScope {
	forum?: string;
	kind?: CommitmentKind;
	/** Key of a pillar of the national strategy. */
	pillar?: string;
	country?: string;
}

export const GROUPS = {
	/** The owner's country; null for a body that belongs to none. */
	country: organisations.countryCode,
	owner: organisations.slug,
	pillar: requirements.key,
	forum: commitments.forumKey,
	kind: commitments.kind
} as const;
export type Group = keyof typeof GROUPS;

/** The status as the public reads it: what was withdrawn is that, whatever was reported before. */
export const shownStatus = sql<
	StatusCount['status']
>`case when ${commitments.state} = 'withdrawn' then 'withdrawn' else ${commitments.status} end`;

/** For a query over `commitments` with its owner in `organisations` and its pillar in `requirements`. */
export const inScope = (scope: StatusScope): SQL | undefined =>
	and(
		isNotNull(commitments.publishedAt),
		scope.forum === undefined ? undefined : eq(commitments.forumKey, scope.forum),
		scope.kind === undefined ? undefined : eq(commitments.kind, scope.kind),
		scope.pillar === undefined ? undefined : eq(requirements.key, scope.pillar),
		scope.country === undefined ? undefined : eq(organisations.countryCode, scope.country)
	);

/**
 * Commitments that the public may read, counted by status within each group, today or as it was when a day
 * ended. Those withdrawn are counted as such. Public: what is not published is left out whoever asks.
 */
export async function countByStatus(
	db: Db,
	group: Group,
	scope: StatusScope = {},
	on?: string
): Promise<StatusCount[]> {
	return db
		.select({ group: GROUPS[group], status: shownStatus, count: sql<number>`count(*)::int` })
		.from(standingOn(db, on))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(inScope(scope))
		.groupBy(GROUPS[group], shownStatus);
}
