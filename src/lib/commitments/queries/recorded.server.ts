import { and, asc, eq, inArray } from 'drizzle-orm';
import { only } from '#lib/server/db/only.ts';
import {
	commitments,
	commitmentUpdates,
	commitmentVersions,
	dateChanges,
	milestones
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { PlannedMilestone, Recorded } from '../replay.ts';
import { asAccepted } from './counting.server.ts';

/** All that was recorded of a published commitment and accepted, to be replayed. */
export async function recordedOf(db: Db, commitmentId: string): Promise<Recorded> {
	const promised = only(
		await db
			.select({
				ownerId: commitments.ownerId,
				firstDueOn: commitments.firstDueOn,
				dueOn: commitments.dueOn
			})
			.from(commitments)
			.where(eq(commitments.id, commitmentId))
	);
	const updates = await db
		.select()
		.from(commitmentUpdates)
		.where(
			and(eq(commitmentUpdates.commitmentId, commitmentId), eq(commitmentUpdates.state, 'accepted'))
		)
		.orderBy(...asAccepted(commitmentUpdates));
	const accepted = updates.map(({ id }) => id);
	const moves = accepted.length
		? await db.select().from(dateChanges).where(inArray(dateChanges.updateId, accepted))
		: [];
	const steps = await db
		.select()
		.from(milestones)
		.where(eq(milestones.commitmentId, commitmentId))
		.orderBy(asc(milestones.position));
	const versions = await db
		.select()
		.from(commitmentVersions)
		.where(
			and(
				eq(commitmentVersions.commitmentId, commitmentId),
				eq(commitmentVersions.state, 'accepted')
			)
		)
		.orderBy(asc(commitmentVersions.decidedAt), asc(commitmentVersions.number));
	/** The date first promised; where there was none, what stands now unless an update has set it. */
	const firstOf = (
		milestoneId: string | null,
		{ firstDueOn, dueOn }: { firstDueOn: string | null; dueOn: string | null }
	) => firstDueOn ?? (moves.some((move) => move.milestoneId === milestoneId) ? null : dueOn);
	const doneSince = new Set(updates.flatMap(({ milestonesDone }) => milestonesDone));
	return {
		ownerId: promised.ownerId,
		firstDueOn: firstOf(null, promised),
		milestones: steps
			.filter(({ proposedIn }) => proposedIn === null || accepted.includes(proposedIn))
			// Those that no update reports as done stand as they were published.
			.map(({ id, status, completedOn, ...dates }): PlannedMilestone => {
				const dueOn = firstOf(id, dates);
				return doneSince.has(id)
					? { id, status: 'open', completedOn: null, dueOn }
					: { id, status, completedOn, dueOn };
			}),
		updates: updates.map((update) => ({
			id: update.id,
			reporterId: update.ownerId,
			status: update.status,
			basis: update.basis,
			asOf: update.asOf,
			correctsId: update.correctsId,
			milestonesDone: update.milestonesDone,
			moves: moves.filter(({ updateId }) => updateId === update.id)
		})),
		wordings: versions.map(({ content }) => content),
		withdrawn: null
	};
}
