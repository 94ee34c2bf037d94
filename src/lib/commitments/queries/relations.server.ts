import { asc, eq } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { commitmentRelations, commitments } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/**
 * The commitments to which one relates, and those that relate to it (`back`), as far as the actor may read
 * them, by reference.
 */
export async function relationsOf(db: Db, actor: Actor, commitmentId: string) {
	const toward = (from: AnyPgColumn, to: AnyPgColumn) =>
		db
			.select({
				id: commitments.id,
				reference: commitments.reference,
				title: { en: commitments.titleEn, fr: commitments.titleFr },
				ownerId: commitments.ownerId,
				state: commitments.state,
				relation: commitmentRelations.relation
			})
			.from(commitmentRelations)
			.innerJoin(commitments, eq(commitments.id, to))
			.where(eq(from, commitmentId))
			.orderBy(asc(commitments.reference));
	const { commitmentId: one, relatedId: other } = commitmentRelations;
	const related = [
		...(await toward(one, other)).map((row) => ({ ...row, back: false })),
		...(await toward(other, one)).map((row) => ({ ...row, back: true }))
	];
	return related
		.filter(({ ownerId, state }) =>
			can(actor, 'commitment.read', { organisationId: ownerId, state })
		)
		.map(({ ownerId: _owner, ...row }) => row);
}
