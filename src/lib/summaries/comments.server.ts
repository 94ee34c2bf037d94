import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { summaryComments, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { findInWork } from './drafting.server.ts';

/** What was said about a summary, the oldest first, what is resolved too. For the secretariat. */
export async function listComments(db: Db, actor: Actor, summaryId: string) {
	requireCan(actor, 'review.queue');
	const resolver = alias(users, 'resolver');
	const rows = await db
		.select({
			id: summaryComments.id,
			sectionId: summaryComments.sectionId,
			sectionName: summaryComments.sectionName,
			body: summaryComments.body,
			createdAt: summaryComments.createdAt,
			resolvedAt: summaryComments.resolvedAt,
			name: users.name,
			email: users.email,
			resolverName: resolver.name,
			resolverEmail: resolver.email
		})
		.from(summaryComments)
		.innerJoin(users, eq(users.id, summaryComments.writtenBy))
		.leftJoin(resolver, eq(resolver.id, summaryComments.resolvedBy))
		.where(eq(summaryComments.summaryId, summaryId))
		.orderBy(asc(summaryComments.createdAt), asc(summaryComments.id));
	return rows.map(({ name, email, resolverName, resolverEmail, ...comment }) => ({
		...comment,
		author: name ?? email,
		resolvedBy: resolverName ?? resolverEmail
	}));
}
export type SummaryComment = Awaited<ReturnType<typeof listComments>>[number];

/** How many comments on a summary wait for an answer. For the secretariat. */
export async function countOpenComments(db: Db, actor: Actor, summaryId: string): Promise<number> {
	requireCan(actor, 'review.queue');
	return db.$count(
		summaryComments,
		and(eq(summaryComments.summaryId, summaryId), isNull(summaryComments.resolvedAt))
	);
}

/** Says something about a section of a summary in work, or about the whole. */
export async function addComment(
	db: Db,
	actor: Actor,
	id: string,
	{ body, section }: { body: string; section?: { id: string; name: string } }
): Promise<void> {
	const { person } = await findInWork(db, actor, id, 'summary.comment');
	await db.insert(summaryComments).values({
		summaryId: id,
		sectionId: section?.id ?? null,
		sectionName: section?.name ?? null,
		body,
		writtenBy: person.userId,
		// Several of one form are read in the order in which they were written down.
		createdAt: sql`clock_timestamp()`
	});
	await record(db, actor, 'summary.commented', { type: 'summary', id });
}

/** Resolves a comment, or opens it again. Doing so twice changes nothing. */
export async function resolveComment(
	db: Db,
	actor: Actor,
	id: string,
	{ comment, resolved }: { comment: string; resolved: boolean }
): Promise<void> {
	const { person } = await findInWork(db, actor, id, 'summary.comment');
	const place = and(eq(summaryComments.id, comment), eq(summaryComments.summaryId, id));
	const [found] = await db.select().from(summaryComments).where(place);
	if (!found) throw new Refusal('not_found');
	if ((found.resolvedAt !== null) === resolved) return;
	await db
		.update(summaryComments)
		.set(
			resolved
				? { resolvedAt: currentTime(), resolvedBy: person.userId }
				: { resolvedAt: null, resolvedBy: null }
		)
		.where(place);
	const event = resolved ? 'summary.comment_resolved' : 'summary.comment_reopened';
	await record(db, actor, event, { type: 'summary', id }, { comment });
}
