import { and, eq } from 'drizzle-orm';
import { commitmentParticipants, commitments, milestones } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { recordedOf } from '../queries/recorded.server.ts';
import { replay } from '../replay.ts';

/**
 * Stores how a published commitment stands by all that was accepted of it: statuses, the due date,
 * milestones. What is stored so is what replaying its history gives. For the secretariat.
 */
export async function settle(db: Db, commitmentId: string): Promise<void> {
	const recorded = await recordedOf(db, commitmentId);
	const { standings, dueOn, milestones: steps } = replay(recorded);
	const isPublished = and(eq(commitments.id, commitmentId), eq(commitments.state, 'published'));
	const kept = await db
		.update(commitments)
		.set({ dueOn, ...standings.get(recorded.ownerId) })
		.where(isPublished)
		.returning({ id: commitments.id });
	if (!kept.length) return;
	for (const [organisationId, standing] of standings)
		await db
			.update(commitmentParticipants)
			.set(standing)
			.where(
				and(
					eq(commitmentParticipants.commitmentId, commitmentId),
					eq(commitmentParticipants.organisationId, organisationId)
				)
			);
	for (const { id, ...stands } of steps)
		await db.update(milestones).set(stands).where(eq(milestones.id, id));
}
