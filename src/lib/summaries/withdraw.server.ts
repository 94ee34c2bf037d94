import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requireFresh } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { summaries } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Withdrawal } from './schema.ts';

/**
 * Withdraws an edition: it stays at its address, marked, with the reason. One person may, since what misleads
 * should not wait for a second. Throws `prove_again` when they proved who they are too long ago.
 */
export async function withdrawSummary(
	db: Db,
	actor: Actor,
	id: string,
	reason: Withdrawal
): Promise<void> {
	requireCan(actor, 'review.queue');
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id));
	if (!row) throw new Refusal('not_found');
	requireFresh(requireCan(actor, 'summary.withdraw', { state: row.state }));
	const withdrawn = await db
		.update(summaries)
		.set({ ...reason, state: 'withdrawn', withdrawnAt: currentTime() })
		.where(and(eq(summaries.id, id), eq(summaries.state, row.state)))
		.returning({ slug: summaries.slug, edition: summaries.edition });
	if (!withdrawn[0]) throw new Refusal('stale');
	await record(db, actor, 'summary.withdrawn', { type: 'summary', id }, withdrawn[0]);
}
