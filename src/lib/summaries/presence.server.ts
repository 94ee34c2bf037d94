import { and, asc, eq, gt, lt, ne, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { PRESENT_FOR, type Present } from '#lib/forms/presence.ts';
import { summaries, summaryPresence, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

const overdue = sql`now() - make_interval(secs => ${PRESENT_FOR})`;

/** Who else has the text of a summary open now, and since when. For the secretariat. */
export async function presentIn(db: Db, actor: Actor, summaryId: string): Promise<Present[]> {
	requireCan(actor, 'review.queue');
	const { userId } = requirePerson(actor);
	const rows = await db
		.select({ name: users.name, email: users.email, since: summaryPresence.since })
		.from(summaryPresence)
		.innerJoin(users, eq(users.id, summaryPresence.userId))
		.where(
			and(
				eq(summaryPresence.summaryId, summaryId),
				ne(summaryPresence.userId, userId),
				gt(summaryPresence.seenAt, overdue)
			)
		)
		.orderBy(asc(users.name));
	return rows.map(({ name, email, since }) => ({ name: name ?? email, since }));
}

/**
 * Notes that the actor has the text of a summary open now, and returns who else has. It is forgotten a minute
 * later: a page says so again as long as somebody looks at it, and so does whoever saves.
 */
export async function bePresentIn(db: Db, actor: Actor, summaryId: string): Promise<Present[]> {
	requireCan(actor, 'review.queue');
	const [row] = await db
		.select({ state: summaries.state })
		.from(summaries)
		.where(eq(summaries.id, summaryId));
	if (!row) throw new Refusal('not_found');
	const { userId } = requireCan(actor, 'summary.edit', row);
	await db
		.delete(summaryPresence)
		.where(and(eq(summaryPresence.userId, userId), lt(summaryPresence.seenAt, overdue)));
	await db
		.insert(summaryPresence)
		.values({ summaryId, userId })
		.onConflictDoUpdate({
			target: [summaryPresence.summaryId, summaryPresence.userId],
			set: { seenAt: sql`now()` }
		});
	return presentIn(db, actor, summaryId);
}
