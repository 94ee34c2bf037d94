import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { auditEvents, commitmentUpdates, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/**
 * What happened to a commitment and the updates on it, in order: for its owner, those who take part, each
 * as far as its own updates go, and the secretariat. Changes that one person made in a row count as one.
 * `by` is null for people of another organisation.
 */
export async function commitmentHistory(
	db: Db,
	actor: Actor,
	{
		id,
		ownerId,
		participants
	}: { id: string; ownerId: string; participants: readonly { organisationId: string }[] }
) {
	const party = participants.find((one) => can(actor, 'audit.read', one));
	requireCan(actor, 'audit.read', party ?? { organisationId: ownerId });
	const updates = db
		.select({ id: sql<string>`${commitmentUpdates.id}::text` })
		.from(commitmentUpdates)
		.where(eq(commitmentUpdates.commitmentId, id));
	const events = await db
		.select({ seq: auditEvents.seq, at: auditEvents.at, event: auditEvents.event, by: users.name })
		.from(auditEvents)
		.leftJoin(users, eq(sql`${users.id}::text`, auditEvents.actorId))
		.where(
			and(
				inArray(auditEvents.subjectType, ['commitment', 'update']),
				// One list of ids, which an index of the log answers.
				sql`${auditEvents.subjectId} = any (${id}::text || array(${updates}))`
			)
		)
		.orderBy(asc(auditEvents.seq));
	return events.filter((entry, index) => {
		const next = events[index + 1];
		return !(
			next &&
			entry.event === 'commitment.changed' &&
			next.event === entry.event &&
			next.by === entry.by
		);
	});
}
export type HistoryEntry = Awaited<ReturnType<typeof commitmentHistory>>[number];
