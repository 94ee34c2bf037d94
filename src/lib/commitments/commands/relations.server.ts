import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { commitmentRelations, commitments } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { RelationInput, Removal } from '../schema.ts';
import { alter } from './row.server.ts';

const PART = 'relations';

/**
 * Says how an unpublished commitment relates to another one that the actor may see. Refuses with
 * `unknown_reference` where there is none or it is the same one, with `already_exists` where a relation
 * to it is there.
 */
export async function relateCommitment(
	db: Db,
	actor: Actor,
	reference: string,
	{ relatedReference, relation }: RelationInput
): Promise<void> {
	await alter(db, actor, { reference, part: PART }, async (commitmentId) => {
		const [related] = await db
			.select({ id: commitments.id })
			.from(commitments)
			.where(eq(commitments.reference, relatedReference));
		if (!related || related.id === commitmentId)
			throw new Refusal('unknown_reference', ['relatedReference']);
		const added = await db
			.insert(commitmentRelations)
			.values({ commitmentId, relatedId: related.id, relation })
			.onConflictDoNothing()
			.returning({ id: commitmentRelations.relatedId });
		if (!added.length) throw new Refusal('already_exists', ['relatedReference']);
	});
}

/** Takes a relation off an unpublished commitment; refuses with `stale` when that has changed since `version`. */
export async function unrelateCommitment(
	db: Db,
	actor: Actor,
	reference: string,
	{ id, version }: Removal
): Promise<void> {
	await alter(db, actor, { reference, part: PART, version }, async (commitmentId) => {
		const removed = await db
			.delete(commitmentRelations)
			.where(
				and(
					eq(commitmentRelations.commitmentId, commitmentId),
					eq(commitmentRelations.relatedId, id)
				)
			)
			.returning({ id: commitmentRelations.relatedId });
		if (!removed.length) throw new Refusal('not_found');
	});
}
