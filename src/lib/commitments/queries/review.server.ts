import { and, asc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import {
	commitmentParticipants,
	commitments,
	commitmentUpdates,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CommitmentStatus } from '../vocabulary.ts';
import { getCommitment } from './detail.server.ts';

const about = {
	reference: commitments.reference,
	title: { en: commitments.titleEn, fr: commitments.titleFr },
	ownerSlug: organisations.slug,
	ownerName: { en: organisations.nameEn, fr: organisations.nameFr }
};

/** Commitments that wait for the secretariat, longest waiting first. For the secretariat. */
export async function reviewQueueCommitments(db: Db, actor: Actor) {
	requireCan(actor, 'review.queue');
	return db
		.select({ ...about, kind: commitments.kind, submittedAt: commitments.submittedAt })
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(eq(commitments.state, 'submitted'))
		.orderBy(asc(commitments.submittedAt), asc(commitments.reference));
}

/** Updates that wait for the secretariat, longest waiting first. For the secretariat. */
export async function reviewQueueUpdates(db: Db, actor: Actor) {
	requireCan(actor, 'review.queue');
	return db
		.select({
			id: commitmentUpdates.id,
			...about,
			status: commitmentUpdates.status,
			/** That of who reported it. */
			statusNow: sql<CommitmentStatus>`coalesce(${commitmentParticipants.status}, ${commitments.status})`,
			asOf: commitmentUpdates.asOf,
			createdAt: commitmentUpdates.createdAt
		})
		.from(commitmentUpdates)
		.innerJoin(commitments, eq(commitments.id, commitmentUpdates.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitmentUpdates.ownerId))
		.leftJoin(
			commitmentParticipants,
			and(
				eq(commitmentParticipants.commitmentId, commitmentUpdates.commitmentId),
				eq(commitmentParticipants.organisationId, commitmentUpdates.ownerId)
			)
		)
		.where(eq(commitmentUpdates.state, 'posted'))
		.orderBy(asc(commitmentUpdates.createdAt));
}

/** A commitment as the secretariat reads it, in whatever state; refuses with `not_found` while it is a draft. */
export async function getForReview(db: Db, actor: Actor, reference: string) {
	requireCan(actor, 'review.queue');
	return getCommitment(db, actor, reference);
}

/**
 * One update with the commitment it is on: to review it, for the secretariat in whatever state; to
 * revise it, for its owner once it has been returned.
 */
export async function getUpdate(db: Db, actor: Actor, to: 'review' | 'revise', id: string) {
	requirePerson(actor);
	if (to === 'review') requireCan(actor, 'review.queue');
	const [row] = await db
		.select({
			reference: commitments.reference,
			ownerId: commitmentUpdates.ownerId,
			state: commitmentUpdates.state
		})
		.from(commitmentUpdates)
		.innerJoin(commitments, eq(commitments.id, commitmentUpdates.commitmentId))
		.where(eq(commitmentUpdates.id, id));
	if (!row) throw new Refusal('not_found');
	if (to === 'revise')
		requireCan(actor, 'update.revise', { organisationId: row.ownerId, state: row.state });
	const commitment = await getCommitment(db, actor, row.reference);
	const update = commitment.updates.find((one) => one.id === id);
	if (!update) throw new Refusal('not_found');
	return { commitment, update };
}
