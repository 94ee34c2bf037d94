import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { roleIn, type Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import {
	commitmentComments,
	commitments,
	memberships,
	organisations,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** Somebody, or all of the secretariat, who can be asked to read a comment. */
export interface Mentionable {
	id: string;
	name: { en: string; fr: string };
	organisationId: string;
	/** A person; not all people of the organisation. */
	person: boolean;
}

/** The commitment behind a reference, if the actor may do this to its discussion. Refuses otherwise. */
export async function discussed(
	db: Db,
	actor: Actor,
	action: 'comment.read' | 'comment.write',
	reference: string
) {
	requirePerson(actor);
	const [row] = await db.select().from(commitments).where(eq(commitments.reference, reference));
	if (!row) throw new Refusal('not_found');
	const person = requireCan(actor, action, { organisationId: row.ownerId, state: row.state });
	return { person, row, isOwners: roleIn(actor, row.ownerId) !== undefined };
}

/**
 * Who can be asked to read a comment: for the owner's people their colleagues and the secretariat as a
 * whole, whose people they may not look up; for the secretariat its own people and the owner's.
 */
export async function mentionables(
	db: Db,
	{ self, ownerId, isOwners }: { self: string; ownerId: string; isOwners: boolean }
): Promise<Mentionable[]> {
	const houses = await db
		.select({ id: organisations.id, name: { en: organisations.nameEn, fr: organisations.nameFr } })
		.from(organisations)
		.where(eq(organisations.kind, 'secretariat'))
		.orderBy(asc(organisations.nameEn));
	const among = isOwners ? [ownerId] : [ownerId, ...houses.map(({ id }) => id)];
	const people = await db
		.select({
			id: users.id,
			name: users.name,
			email: users.email,
			organisationId: memberships.organisationId
		})
		.from(memberships)
		.innerJoin(users, eq(users.id, memberships.userId))
		.where(
			and(
				inArray(memberships.organisationId, among),
				isNull(memberships.endedAt),
				isNull(users.disabledAt)
			)
		)
		.orderBy(asc(users.name), asc(users.email));
	const named = people
		.filter(({ id }) => id !== self)
		.map(({ id, name, email, organisationId }) => ({
			id,
			name: { en: name ?? email, fr: name ?? email },
			organisationId,
			person: true
		}));
	const all = houses.map((house) => ({ ...house, organisationId: house.id, person: false }));
	return isOwners ? [...all, ...named] : named;
}

/**
 * What the owner of a commitment and the secretariat have written to each other about it, oldest first,
 * and whom the actor can ask to read more. For those two only: refuses with `not_found` anyone else.
 */
export async function getDiscussion(db: Db, actor: Actor, reference: string) {
	const { person, row, isOwners } = await discussed(db, actor, 'comment.read', reference);
	const comments = await db
		.select({
			id: commitmentComments.id,
			authorName: commitmentComments.authorName,
			fromSecretariat: commitmentComments.fromSecretariat,
			body: commitmentComments.body,
			createdAt: commitmentComments.createdAt
		})
		.from(commitmentComments)
		.where(eq(commitmentComments.commitmentId, row.id))
		.orderBy(asc(commitmentComments.createdAt));
	return {
		reference: row.reference,
		title: { en: row.titleEn, fr: row.titleFr },
		comments,
		mayWrite: can(actor, 'comment.write', { organisationId: row.ownerId, state: row.state }),
		people: await mentionables(db, { self: person.userId, ownerId: row.ownerId, isOwners })
	};
}
export type Discussion = Awaited<ReturnType<typeof getDiscussion>>;
