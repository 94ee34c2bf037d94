import { and, eq, sql } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import type { Action } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { summaries } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { mayBecome } from './rules.ts';
import type { SummaryState } from './vocabulary.ts';

export type SummaryRow = typeof summaries.$inferSelect;

/** A summary as the chain of events names it. */
export const subject = ({ id }: { id: string }) => ({ type: 'summary' as const, id });

const withAuthor = (person: Person) =>
	sql`case when ${person.userId}::uuid = any (${summaries.authors}) then ${summaries.authors} else ${summaries.authors} || ${person.userId}::uuid end`;

/** The summary that a person may do this to. Throws `not_found`, or what the policy says. */
export async function find(
	db: Db,
	actor: Actor,
	id: string,
	action: Extract<Action, 'summary.edit' | 'summary.publish'>
): Promise<{ person: Person; row: SummaryRow }> {
	requireCan(actor, 'review.queue');
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id));
	if (!row) throw new Refusal('not_found');
	return { person: requireCan(actor, action, { state: row.state }), row };
}

/** Writes on the version that was read; a change makes the person an author. */
export async function change(
	db: Db,
	person: Person,
	row: SummaryRow,
	version: number,
	values: Partial<SummaryRow>
): Promise<void> {
	const changed = await db
		.update(summaries)
		.set({ ...values, authors: withAuthor(person), version: version + 1, updatedAt: currentTime() })
		.where(and(eq(summaries.id, row.id), eq(summaries.version, version)))
		.returning({ id: summaries.id });
	if (!changed.length) throw new Refusal('stale');
}

/** Moves a summary on, from the version that was read. */
export async function step(
	db: Db,
	row: SummaryRow,
	version: number,
	to: SummaryState,
	values: Partial<SummaryRow>
): Promise<void> {
	if (!mayBecome(row.state, to)) throw new Refusal('wrong_state');
	const moved = await db
		.update(summaries)
		.set({ ...values, state: to, version: version + 1, updatedAt: currentTime() })
		.where(and(eq(summaries.id, row.id), eq(summaries.version, version)))
		.returning({ id: summaries.id });
	if (!moved.length) throw new Refusal('stale');
}
