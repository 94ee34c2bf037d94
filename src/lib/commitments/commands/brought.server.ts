import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { Refusal } from '#lib/access/refusal.ts';
import { only } from '#lib/server/db/only.ts';
import {
	commitments,
	commitmentTargets,
	commitmentUpdates,
	dateChanges,
	evidence,
	milestones,
	targetValues
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { endsBefore } from '../rules.ts';
import type { UpdateContent } from '../update-schema.ts';

/** The update that brings something along: by whom, on which commitment, and what it corrects. */
export interface Bringer {
	id: string;
	commitmentId: string;
	reporterId: string;
	correctsId: string | null;
}

/**
 * Keeps what an update brings along: moved dates, new milestones, figures of targets, evidence. They take effect when it is
 * accepted. Refuses with `not_found` what is not of who reports, with `date_order` a date before the start.
 */
export async function bringAlong(
	db: Db,
	bringer: Bringer,
	{ milestonesDone, moves, newMilestones, targetValues: figures, evidence: links }: UpdateContent
): Promise<void> {
	const { ownerId, startsOn, dueOn } = only(
		await db
			.select({
				ownerId: commitments.ownerId,
				startsOn: commitments.startsOn,
				dueOn: commitments.dueOn
			})
			.from(commitments)
			.where(eq(commitments.id, bringer.commitmentId))
	);
	const leads = bringer.reporterId === ownerId;
	const touched = await touchable(db, bringer, leads ? null : bringer.reporterId);
	const known = (id: string) => touched.has(id);
	if (!milestonesDone.every(known)) throw new Refusal('not_found');
	for (const { milestoneId, dueOn: to } of moves) {
		if (milestoneId ? !known(milestoneId) : !leads) throw new Refusal('not_found');
		if (!milestoneId && startsOn && endsBefore(to, startsOn))
			throw new Refusal('date_order', ['moves.0.dueOn']);
	}
	if (moves.length)
		await db.insert(dateChanges).values(
			moves.map((move) => ({
				...move,
				updateId: bringer.id,
				previousDueOn: move.milestoneId ? (touched.get(move.milestoneId) ?? null) : dueOn
			}))
		);
	if (newMilestones.length) {
		const { position } = only(
			await db
				.select({ position: sql<number>`coalesce(max(${milestones.position}), 0)::int` })
				.from(milestones)
				.where(eq(milestones.commitmentId, bringer.commitmentId))
		);
		await db.insert(milestones).values(
			newMilestones.map((milestone, index) => ({
				...milestone,
				firstDueOn: milestone.dueOn,
				commitmentId: bringer.commitmentId,
				participantId: leads ? null : bringer.reporterId,
				proposedIn: bringer.id,
				position: position + index + 1
			}))
		);
	}
	if (figures.length) {
		if (!leads) throw new Refusal('not_found');
		await requireTargets(
			db,
			bringer.commitmentId,
			figures.map(({ targetId }) => targetId)
		);
		await db
			.insert(targetValues)
			.values(figures.map((figure) => ({ ...figure, updateId: bringer.id })));
	}
	if (links.length)
		await db.insert(evidence).values(links.map((link) => ({ ...link, updateId: bringer.id })));
}

/** Figures are reported of the commitment's own targets, of each once. */
async function requireTargets(db: Db, commitmentId: string, ids: readonly string[]): Promise<void> {
	const own = await db
		.select({ id: commitmentTargets.id })
		.from(commitmentTargets)
		.where(
			and(eq(commitmentTargets.commitmentId, commitmentId), inArray(commitmentTargets.id, [...ids]))
		);
	if (own.length !== ids.length) throw new Refusal('not_found');
}

/**
 * The milestones that an update may report as done or move, with the date each has now: those of who
 * reports that are open, and those that the update which it corrects says are done.
 */
async function touchable(
	db: Db,
	{ commitmentId, correctsId }: Bringer,
	participantId: string | null
): Promise<Map<string, string | null>> {
	const [corrected] = correctsId
		? await db
				.select({ done: commitmentUpdates.milestonesDone })
				.from(commitmentUpdates)
				.where(eq(commitmentUpdates.id, correctsId))
		: [];
	const open = await db
		.select({ id: milestones.id, dueOn: milestones.dueOn, status: milestones.status })
		.from(milestones)
		.leftJoin(commitmentUpdates, eq(commitmentUpdates.id, milestones.proposedIn))
		.where(
			and(
				eq(milestones.commitmentId, commitmentId),
				participantId
					? eq(milestones.participantId, participantId)
					: isNull(milestones.participantId),
				// One that another update adds is there once that is accepted.
				sql`coalesce(${commitmentUpdates.state}, 'accepted') = 'accepted'`,
				inArray(milestones.status, ['open', 'done'])
			)
		);
	return new Map(
		open
			.filter(({ id, status }) => status === 'open' || corrected?.done.includes(id))
			.map(({ id, dueOn }) => [id, dueOn])
	);
}

/** Takes back what an update brought along, so that it can bring something else. */
export async function takeBack(db: Db, updateId: string): Promise<void> {
	await db.delete(evidence).where(eq(evidence.updateId, updateId));
	await db.delete(targetValues).where(eq(targetValues.updateId, updateId));
	await db.delete(dateChanges).where(eq(dateChanges.updateId, updateId));
	await db.delete(milestones).where(eq(milestones.proposedIn, updateId));
}
