import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { only } from '#lib/server/db/only.ts';
import {
	commitmentRequirements,
	commitments,
	organisations,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { requireOffered } from '../queries/options.server.ts';
import type { CommitmentChange, CommitmentContent, CommitmentInput } from '../schema.ts';
import { allowed, take } from './row.server.ts';

/** The columns that a form fills. While a commitment is unpublished, its due date is the one first promised. */
export function columnsOf({ requirements: _served, ...content }: CommitmentContent) {
	return { ...content, firstDueOn: content.dueOn };
}

/**
 * Begins a commitment as a draft and numbers it after its owner's prefix; returns its reference. The
 * same token makes it once. Refuses with `incomplete` when the owner has no prefix.
 */
export async function createCommitment(
	db: Db,
	actor: Actor,
	{ token, ownerId, ...content }: CommitmentInput
): Promise<string> {
	const person = requireCan(actor, 'commitment.create', { organisationId: ownerId });
	return once(db, person, token, async () => {
		await requireOffered(db, content);
		await requireRoleMailbox(db, content);
		const reference = await nextReference(db, ownerId);
		const made = only(
			await db
				.insert(commitments)
				.values({ ...columnsOf(content), ownerId, reference, createdBy: person.userId })
				.returning({ id: commitments.id })
		);
		await serve(db, made.id, content.requirements);
		await record(db, actor, 'commitment.created', {
			type: 'commitment',
			id: made.id,
			organisationId: ownerId
		});
		return reference;
	});
}

/** The owner's next free reference. Holds a lock on its prefix until the transaction ends. */
export async function nextReference(db: Db, ownerId: string): Promise<string> {
	const [owner] = await db
		.select({ prefix: organisations.referencePrefix })
		.from(organisations)
		.where(eq(organisations.id, ownerId));
	if (!owner?.prefix) throw new Refusal('incomplete', ['ownerId']);
	const { prefix } = owner;
	await db.execute(sql`select pg_advisory_xact_lock(7204002, hashtext(${prefix}))`);
	const { highest } = only(
		await db
			.select({
				highest: sql<number>`coalesce(max(substring(${commitments.reference} from '[0-9]{1,9}$')::int), 0)`
			})
			.from(commitments)
			.where(sql`${commitments.reference} ~ ('^' || ${prefix}::text || '-[0-9]{1,9}$')`)
	);
	return `${prefix}-${String(highest + 1).padStart(4, '0')}`;
}

/**
 * Saves what the owner wrote over the version they started from; a returned commitment becomes a draft
 * again. Refuses with `stale` when someone else has saved since.
 */
export async function changeCommitment(
	db: Db,
	actor: Actor,
	reference: string,
	{ version, ...content }: CommitmentChange
): Promise<void> {
	const { row } = await allowed(db, actor, 'commitment.edit', reference);
	await requireOffered(db, content);
	await requireRoleMailbox(db, content);
	await take(db, 'edit', { id: row.id, version }, columnsOf(content));
	await db.delete(commitmentRequirements).where(eq(commitmentRequirements.commitmentId, row.id));
	await serve(db, row.id, content.requirements);
	await record(db, actor, 'commitment.changed', {
		type: 'commitment',
		id: row.id,
		organisationId: row.ownerId
	});
}

/** The contact is public: it is a mailbox of a role, so not the address of anyone who signs in here. */
export async function requireRoleMailbox(
	db: Db,
	{ contactMailbox }: Pick<CommitmentContent, 'contactMailbox'>
): Promise<void> {
	if (!contactMailbox) return;
	const people = await db
		.select({ id: users.id })
		.from(users)
		.where(eq(users.email, contactMailbox));
	if (people.length) throw new Refusal('personal_address', ['contactMailbox']);
}

async function serve(db: Db, commitmentId: string, requirementIds: readonly string[]) {
	if (requirementIds.length)
		await db
			.insert(commitmentRequirements)
			.values(
				[...new Set(requirementIds)].map((requirementId) => ({ commitmentId, requirementId }))
			);
}
