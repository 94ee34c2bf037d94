import { and, inArray, isNotNull } from 'drizzle-orm';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Reference } from '../read.server.ts';
import { idsBy } from '../upsert.server.ts';

/** The organisation that stands for a member as the data names it: a country's government, or the Union. */
const memberSlug = (member: string) =>
	member === 'EU' ? 'eu' : `government-${member.toLowerCase()}`;

/**
 * Who takes part in the commitments that a body made for its members: only where its whole list of
 * members is evidenced. What each of them has done by itself no source says.
 */
export async function loadParticipants(
	db: Db,
	{ bodies: { bodies } }: Pick<Reference, 'bodies'>
): Promise<void> {
	const idOf = idsBy(
		await db.select({ id: t.organisations.id, slug: t.organisations.slug }).from(t.organisations),
		({ slug }) => slug
	);
	const membersOf = new Map(
		bodies.flatMap(({ key, members }) => (members ? [[idOf(key), members] as const] : []))
	);
	if (!membersOf.size) return;
	const shared = await db
		.select({ id: t.commitments.id, ownerId: t.commitments.ownerId })
		.from(t.commitments)
		.where(
			and(isNotNull(t.commitments.sourceKey), inArray(t.commitments.ownerId, [...membersOf.keys()]))
		);
	const rows = shared.flatMap(({ id, ownerId }) =>
		(membersOf.get(ownerId) ?? []).map((member, index) => ({
			commitmentId: id,
			organisationId: idOf(memberSlug(member)),
			position: index + 1,
			status: 'no_evidence' as const,
			statusBasis: 'public_record' as const
		}))
	);
	if (rows.length) await db.insert(t.commitmentParticipants).values(rows).onConflictDoNothing();
}
