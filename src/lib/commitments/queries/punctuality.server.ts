import { and, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import {
	commitments,
	commitmentUpdates,
	milestones,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { commitmentAsDated, punctuality } from '../punctuality.ts';

/**
 * How many published commitments of a country's bodies or of a forum, and how many of their milestones,
 * are on time as first promised and as last revised; a milestone counts for the party whose it is. Public.
 */
export async function countPunctuality(
	db: Db,
	of: { country: string } | { forum: string },
	today = new Date().toISOString().slice(0, 10)
) {
	const where: SQL | undefined = and(
		eq(commitments.state, 'published'),
		'country' in of ? eq(organisations.countryCode, of.country) : eq(commitments.forumKey, of.forum)
	);
	const promised = await db
		.select({
			status: commitments.status,
			statusAsOf: commitments.statusAsOf,
			firstDueOn: commitments.firstDueOn,
			dueOn: commitments.dueOn
		})
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(and(where, isNotNull(commitments.dueOn)));
	const steps = await db
		.select({
			state: milestones.status,
			firstDueOn: milestones.firstDueOn,
			dueOn: milestones.dueOn,
			completedOn: milestones.completedOn
		})
		.from(milestones)
		.innerJoin(commitments, eq(commitments.id, milestones.commitmentId))
		.innerJoin(
			organisations,
			eq(organisations.id, sql`coalesce(${milestones.participantId}, ${commitments.ownerId})`)
		)
		.leftJoin(commitmentUpdates, eq(commitmentUpdates.id, milestones.proposedIn))
		.where(
			and(
				where,
				'country' in of ? inArray(milestones.id, milestonesIn(db, of.country)) : undefined,
				isNotNull(milestones.dueOn),
				// One that an update adds counts once that is accepted.
				or(isNull(milestones.proposedIn), eq(commitmentUpdates.state, 'accepted'))
			)
		);
	return {
		commitments: punctuality(promised.map(commitmentAsDated), today),
		milestones: punctuality(steps, today)
	};
}

/** In a query: milestones of what a country's bodies lead, and theirs in what others lead. */
const milestonesIn = (db: Db, country: string) =>
	db
		.select({ id: milestones.id })
		.from(milestones)
		.innerJoin(commitments, eq(commitments.id, milestones.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(and(isNull(milestones.participantId), eq(organisations.countryCode, country)))
		.union(
			db
				.select({ id: milestones.id })
				.from(milestones)
				.innerJoin(organisations, eq(organisations.id, milestones.participantId))
				.where(eq(organisations.countryCode, country))
		);
