import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { commitmentUpdates } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { UPDATE_STEPS, type UpdateStep } from '../rules.ts';

export type UpdateRow = typeof commitmentUpdates.$inferSelect;

/** The update with this id, if the actor may do this to it now. Refuses otherwise. */
export async function updateOf(
	db: Db,
	actor: Actor,
	action: 'update.revise' | 'update.review',
	id: string
): Promise<UpdateRow> {
	requirePerson(actor);
	const [row] = await db.select().from(commitmentUpdates).where(eq(commitmentUpdates.id, id));
	if (!row) throw new Refusal('not_found');
	requireCan(actor, action, { organisationId: row.ownerId, state: row.state });
	return row;
}

/** Takes a step with an update; refuses with `stale` when it was sent anew after `seen`. */
export async function moveUpdate(
	db: Db,
	step: UpdateStep,
	{ id }: UpdateRow,
	set: Partial<typeof commitmentUpdates.$inferInsert>,
	seen?: Date
): Promise<void> {
	const { from, to } = UPDATE_STEPS[step];
	const moved = await db
		.update(commitmentUpdates)
		.set({ ...set, state: to })
		.where(
			and(
				eq(commitmentUpdates.id, id),
				inArray(commitmentUpdates.state, [...from]),
				// A browser gives back what it was shown: milliseconds, where the database keeps more.
				seen &&
					sql`date_trunc('milliseconds', ${commitmentUpdates.createdAt}) = ${seen.toISOString()}::timestamptz`
			)
		)
		.returning({ id: commitmentUpdates.id });
	if (!moved.length) throw new Refusal('stale');
}
