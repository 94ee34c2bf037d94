import { and, eq, lt, sql, type SQL } from 'drizzle-orm';
import { asDated, counting, newestFirst } from '#lib/commitments/queries/counting.server.ts';
import { commitments, commitmentUpdates } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { endOf } from '../as-of.ts';
import type { StatusCount } from '../shapes/statuses.ts';

/**
 * For a query over `commitments`: the owner's report that counted when a day ended, to be joined laterally. A
 * report that was put right by then counts no more, and of two that count the one of the later date does, as
 * for the status of today.
 */
export function reportedBy(db: Db, on: string) {
	return db
		.select({ status: commitmentUpdates.status })
		.from(commitmentUpdates)
		.where(
			and(
				eq(commitmentUpdates.commitmentId, commitments.id),
				eq(commitmentUpdates.ownerId, commitments.ownerId),
				counting(db, commitmentUpdates, ({ decidedAt }) => lt(decidedAt, endOf(on)))
			)
		)
		.orderBy(...newestFirst(asDated(commitmentUpdates)))
		.limit(1)
		.as('reported');
}

/**
 * The status as the public read it when a day ended: taken back by then, or as reported by then. Where
 * nothing had been, as it was published: not started, unless no report has changed that since.
 */
export const statusOn = (reported: ReturnType<typeof reportedBy>, on: string) =>
	sql<StatusCount['status']>`case
		when ${commitments.state} = 'withdrawn' and ${commitments.statusAsOf} <= ${on} then 'withdrawn'
		when ${reported.status} is not null then ${reported.status}
		when ${commitments.state} = 'withdrawn' or exists (
			select from ${commitmentUpdates} as later
			where later.commitment_id = ${commitments.id} and later.owner_id = ${commitments.ownerId}
				and later.state = 'accepted') then 'not_started'
		else ${commitments.status} end`;

/** Commitments that the public could read when a day ended. */
export const publishedBy = (on: string): SQL => lt(commitments.publishedAt, endOf(on));
