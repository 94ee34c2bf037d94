import { and, desc, eq, gt, inArray, isNotNull, lt, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import {
	asAccepted,
	asDated,
	counting,
	newestFirst
} from '#lib/commitments/queries/counting.server.ts';
import { changedFields } from '#lib/commitments/wording.ts';
import {
	commitmentRequirements,
	commitments,
	commitmentUpdates,
	commitmentVersions,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { startOf, type Change } from '../shapes/change.ts';
import {
	dayWithin,
	momentText,
	momentWithin,
	ofWhom,
	organisation,
	whoOf,
	type Scope
} from './scope.server.ts';

const commitment = {
	reference: commitments.reference,
	what: { en: commitments.titleEn, fr: commitments.titleFr },
	who: organisation
};

/** Published, of whom is asked for, made in the forum and serving the principle that are named. */
const chosen = (db: Db, scope: Scope): SQL | undefined =>
	and(
		isNotNull(commitments.publishedAt),
		ofWhom(scope),
		scope.forum === undefined ? undefined : eq(commitments.forumKey, scope.forum),
		scope.requirements === null
			? undefined
			: inArray(
					commitments.id,
					db
						.select({ id: commitmentRequirements.commitmentId })
						.from(commitmentRequirements)
						.where(inArray(commitmentRequirements.requirementId, [...scope.requirements]))
				)
	);

/** Commitments that were published. */
export async function readPublished(db: Db, scope: Scope): Promise<Change[]> {
	const kind = 'commitment_published';
	const rows = await db
		.select({ id: commitments.id, at: momentText(commitments.publishedAt), ...commitment })
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(
			and(chosen(db, scope), momentWithin(commitments.publishedAt, commitments.id, kind, scope))
		)
		.orderBy(desc(commitments.publishedAt), desc(commitments.id))
		.limit(scope.limit);
	return rows.map(({ reference, who, ...row }) => ({
		...row,
		kind,
		who: whoOf(who),
		path: `/commitments/${reference}`
	}));
}

/** Commitments that were taken back: the day is kept, the moment is not. */
export async function readWithdrawn(db: Db, scope: Scope): Promise<Change[]> {
	const kind = 'commitment_withdrawn';
	const rows = await db
		.select({ id: commitments.id, on: sql<string>`${commitments.statusAsOf}`, ...commitment })
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(
			and(
				chosen(db, scope),
				eq(commitments.state, 'withdrawn'),
				dayWithin(commitments.statusAsOf, commitments.id, kind, scope)
			)
		)
		.orderBy(desc(commitments.statusAsOf), desc(commitments.id))
		.limit(scope.limit);
	return rows.map(({ reference, who, on, ...row }) => ({
		...row,
		kind,
		at: startOf(on),
		who: whoOf(who),
		path: `/commitments/${reference}`
	}));
}

const earlier = alias(commitmentUpdates, 'earlier');
const order = (update: Parameters<typeof asAccepted>[0]) =>
	sql`(${sql.join(asAccepted(update), sql`, `)})`;

/** The status that counted by what had been accepted of the same reporter before an update, or with it. */
const standing = (db: Db, name: string, by: SQL) =>
	db
		.select({ status: sql<typeof earlier.$inferSelect.status>`${earlier.status}`.as(name) })
		.from(earlier)
		.where(
			and(
				eq(earlier.commitmentId, commitmentUpdates.commitmentId),
				eq(earlier.ownerId, commitmentUpdates.ownerId),
				counting(db, earlier, (report) => sql`${order(report)} ${by} ${order(commitmentUpdates)}`)
			)
		)
		.orderBy(...newestFirst(asDated(earlier)))
		.limit(1)
		.as(name);

/**
 * Updates that changed the status of a commitment, or of one that takes part in it, by the rule by which it
 * is stored. What came with the commitment on the day it was published is part of that.
 */
export async function readStatuses(db: Db, scope: Scope): Promise<Change[]> {
	const kind = 'status_changed';
	const before = standing(db, 'before', sql`<`);
	const after = standing(db, 'after', sql`<=`);
	const rows = await db
		.select({
			id: commitmentUpdates.id,
			at: momentText(commitmentUpdates.decidedAt),
			from: before.status,
			to: after.status,
			...commitment
		})
		.from(commitmentUpdates)
		.innerJoin(commitments, eq(commitments.id, commitmentUpdates.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitmentUpdates.ownerId))
		.leftJoinLateral(before, sql`true`)
		.innerJoinLateral(after, sql`true`)
		.where(
			and(
				chosen(db, scope),
				eq(commitmentUpdates.state, 'accepted'),
				gt(commitmentUpdates.decidedAt, commitments.publishedAt),
				momentWithin(commitmentUpdates.decidedAt, commitmentUpdates.id, kind, scope),
				sql`${before.status} is distinct from ${after.status}`
			)
		)
		.orderBy(desc(commitmentUpdates.decidedAt), desc(commitmentUpdates.id))
		.limit(scope.limit);
	return rows.map(({ reference, who, ...row }) => ({
		...row,
		kind,
		who: whoOf(who),
		path: `/commitments/${reference}`
	}));
}

/** Rewordings that came into force, with the fields in which they differ from the wording before. */
export async function readWordings(db: Db, scope: Scope): Promise<Change[]> {
	const kind = 'wording_changed';
	const previous = alias(commitmentVersions, 'previous');
	const before = db
		.select({ content: previous.content })
		.from(previous)
		.where(
			and(
				eq(previous.commitmentId, commitmentVersions.commitmentId),
				eq(previous.state, 'accepted'),
				lt(previous.number, commitmentVersions.number)
			)
		)
		.orderBy(desc(previous.number))
		.limit(1)
		.as('before');
	const rows = await db
		.select({
			id: commitmentVersions.id,
			at: momentText(commitmentVersions.decidedAt),
			content: commitmentVersions.content,
			before: before.content,
			...commitment
		})
		.from(commitmentVersions)
		.innerJoin(commitments, eq(commitments.id, commitmentVersions.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.innerJoinLateral(before, sql`true`)
		.where(
			and(
				chosen(db, scope),
				eq(commitmentVersions.state, 'accepted'),
				gt(commitmentVersions.number, 1),
				momentWithin(commitmentVersions.decidedAt, commitmentVersions.id, kind, scope)
			)
		)
		.orderBy(desc(commitmentVersions.decidedAt), desc(commitmentVersions.id))
		.limit(scope.limit);
	return rows.map(({ reference, who, content, before, ...row }) => ({
		...row,
		kind,
		fields: changedFields(before, content),
		who: whoOf(who),
		path: `/commitments/${reference}/history`
	}));
}
