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
export const recordedOf = async (db: Db, commitmentId: string): Promise<Recorded> =>
	only([...(await recordedOfEach(db, [commitmentId])).values()]);

/** The same of many, by commitment, in as many statements as of one. */
export async function recordedOfEach(
	db: Db,
	ids: readonly string[]
): Promise<Map<string, Recorded>> {
	const promised = await db
		.select({
			id: commitments.id,
			ownerId: commitments.ownerId,
			firstDueOn: commitments.firstDueOn,
			dueOn: commitments.dueOn
		})
		.from(commitments)
		.where(inArray(commitments.id, [...ids]));
	const updates = await db
		.select()
		.from(commitmentUpdates)
		.where(
			and(
				inArray(commitmentUpdates.commitmentId, [...ids]),
				eq(commitmentUpdates.state, 'accepted')
			)
		)
		.orderBy(...asAccepted(commitmentUpdates));
	const accepted = updates.map(({ id }) => id);
	const moves = accepted.length
		? await db.select().from(dateChanges).where(inArray(dateChanges.updateId, accepted))
		: [];
	const steps = await db
		.select()
		.from(milestones)
		.where(inArray(milestones.commitmentId, [...ids]))
		.orderBy(asc(milestones.position));
	const versions = await db
		.select()
		.from(commitmentVersions)
		.where(
			and(
				inArray(commitmentVersions.commitmentId, [...ids]),
				eq(commitmentVersions.state, 'accepted')
			)
		)
		.orderBy(asc(commitmentVersions.decidedAt), asc(commitmentVersions.number));
	const of = {
		updates: by(updates, ({ commitmentId }) => commitmentId),
		moves: by(moves, ({ updateId }) => updateId),
		steps: by(steps, ({ commitmentId }) => commitmentId),
		versions: by(versions, ({ commitmentId }) => commitmentId)
	};
	return new Map(
		promised.map((one) => {
			const own = of.updates(one.id);
			return [
				one.id,
				recorded(one, {
					updates: own.map((update) => ({ ...update, moves: of.moves(update.id) })),
					steps: of.steps(one.id),
					versions: of.versions(one.id)
				})
			];
		})
	);
}

/** Rows by what they belong to, in the order given. */
function by<Row>(rows: readonly Row[], key: (row: Row) => string): (key: string) => Row[] {
	const found = new Map<string, Row[]>();
	for (const row of rows) {
		const kept = found.get(key(row));
		if (kept) kept.push(row);
		else found.set(key(row), [row]);
	}
	return (key) => found.get(key) ?? [];
}

type Move = typeof dateChanges.$inferSelect;
interface Rows {
	updates: readonly (typeof commitmentUpdates.$inferSelect & { moves: readonly Move[] })[];
	steps: readonly (typeof milestones.$inferSelect)[];
	versions: readonly (typeof commitmentVersions.$inferSelect)[];
}
interface Dates {
	firstDueOn: string | null;
	dueOn: string | null;
}

function recorded(
	promised: Dates & { ownerId: string },
	{ updates, steps, versions }: Rows
): Recorded {
	const accepted = new Set(updates.map(({ id }) => id));
	const moved = new Set(
		updates.flatMap(({ moves }) => moves.map(({ milestoneId }) => milestoneId))
	);
	/** The date first promised; where there was none, what stands now unless an update has set it. */
	const firstOf = (milestoneId: string | null, { firstDueOn, dueOn }: Dates) =>
		firstDueOn ?? (moved.has(milestoneId) ? null : dueOn);
	const doneSince = new Set(updates.flatMap(({ milestonesDone }) => milestonesDone));
	return {
		ownerId: promised.ownerId,
		firstDueOn: firstOf(null, promised),
		milestones: steps
			.filter(({ proposedIn }) => proposedIn === null || accepted.has(proposedIn))
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
			moves: update.moves
		})),
		wordings: versions.map(({ content }) => content),
		withdrawn: null
	};
}
