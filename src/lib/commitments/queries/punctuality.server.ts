import { and, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { currentTime } from '#lib/clock.ts';
import {
	commitments,
	commitmentUpdates,
	milestones,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { commitmentAsDated, punctuality } from '../punctuality.ts';

type Of = { country: string } | { forum: string };

const published = (of: Of): SQL | undefined =>
	and(
		eq(commitments.state, 'published'),
		'country' in of ? eq(organisations.countryCode, of.country) : eq(commitments.forumKey, of.forum)
	);

/**
 * How many published commitments of a country's bodies or of a forum are on time as first promised and as last
 * revised. `standing` may stand in for the commitments. Public.
 */
export async function commitmentsOnTime(db: Db, of: Of, today: string, standing = commitments) {
	const promised = await db
		.select({
			status: commitments.status,
			statusAsOf: commitments.statusAsOf,
			firstDueOn: commitments.firstDueOn,
			dueOn: commitments.dueOn
		})
		.from(standing)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(and(published(of), isNotNull(commitments.dueOn)));
	return punctuality(promised.map(commitmentAsDated), today);
}

/**
 * The same, and how many of their milestones; a milestone counts for the party whose it is. Public.
 */
export async function countPunctuality(
	db: Db,
	of: Of,
	today = currentTime().toISOString().slice(0, 10)
) {
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
				published(of),
				'country' in of ? inArray(milestones.id, milestonesIn(db, of.country)) : undefined,
				isNotNull(milestones.dueOn),
				// One that an update adds counts once that is accepted.
				or(isNull(milestones.proposedIn), eq(commitmentUpdates.state, 'accepted'))
			)
		);
	return {
		commitments: await commitmentsOnTime(db, of, today),
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
