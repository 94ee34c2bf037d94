import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { only } from '#lib/server/db/only.ts';
import { commitmentParticipants, forums, milestones } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import {
	knownParticipants,
	mayTakePart,
	membersOf
} from '../queries/participant-options.server.ts';
import { recognise } from '../recognise.ts';
import type { ForumMembersInput, ParticipantInput, ParticipantList, Removal } from '../schema.ts';
import { allowed, alter } from './row.server.ts';

const PART = 'participants';

/** Adds one that takes part in an unpublished commitment; who takes part already, or leads it, stays as it is. */
export async function addParticipant(
	db: Db,
	actor: Actor,
	reference: string,
	{ organisationId }: ParticipantInput
): Promise<void> {
	await allowed(db, actor, 'commitment.edit', reference);
	if (!(await mayTakePart(db, organisationId))) throw new Refusal('not_found');
	await join(db, actor, reference, [organisationId]);
}

/** Adds everyone who belongs to a forum today in one step; returns how many were not there before. */
export async function addForumMembers(
	db: Db,
	actor: Actor,
	reference: string,
	{ forumKey }: ForumMembersInput
): Promise<number> {
	await allowed(db, actor, 'commitment.edit', reference);
	const [forum] = await db.select().from(forums).where(eq(forums.key, forumKey));
	if (!forum) throw new Refusal('not_found');
	return join(db, actor, reference, await membersOf(db, forumKey));
}

/**
 * Adds everyone whom a list names that was copied from a communiqué. Returns how many were not there
 * before, and what was not recognised, as it was written.
 */
export async function addNamedParticipants(
	db: Db,
	actor: Actor,
	reference: string,
	{ list }: ParticipantList
): Promise<{ added: number; unknown: string[] }> {
	await allowed(db, actor, 'commitment.edit', reference);
	const { found, unknown } = recognise(list, await knownParticipants(db));
	return { added: await join(db, actor, reference, found), unknown };
}

/** Leaves out one that takes part; its milestones become the commitment's own, to keep or remove. */
export async function removeParticipant(
	db: Db,
	actor: Actor,
	reference: string,
	{ id, version }: Removal
): Promise<void> {
	await alter(db, actor, { reference, part: PART, version }, async (commitmentId) => {
		const removed = await db
			.delete(commitmentParticipants)
			.where(
				and(
					eq(commitmentParticipants.commitmentId, commitmentId),
					eq(commitmentParticipants.organisationId, id)
				)
			)
			.returning({ id: commitmentParticipants.organisationId });
		if (!removed.length) throw new Refusal('not_found');
		await db
			.update(milestones)
			.set({ participantId: null })
			.where(
				and(
					eq(milestones.commitmentId, commitmentId),
					eq(milestones.participantId, id),
					isNull(milestones.proposedIn)
				)
			);
	});
}

/** Adds these at the end, in order; returns how many were not there before. Nothing new changes nothing. */
async function join(db: Db, actor: Actor, reference: string, ids: readonly string[]) {
	const { row } = await allowed(db, actor, 'commitment.edit', reference);
	const there = await db
		.select({ id: commitmentParticipants.organisationId })
		.from(commitmentParticipants)
		.where(eq(commitmentParticipants.commitmentId, row.id));
	const taken = new Set([row.ownerId, ...there.map(({ id }) => id)]);
	const fresh = ids.filter((id) => !taken.has(id));
	if (!fresh.length) return 0;
	await alter(db, actor, { reference, part: PART }, async (commitmentId) => {
		const { last } = only(
			await db
				.select({ last: sql<number>`coalesce(max(${commitmentParticipants.position}), 0)` })
				.from(commitmentParticipants)
				.where(eq(commitmentParticipants.commitmentId, commitmentId))
		);
		await db.insert(commitmentParticipants).values(
			fresh.map((organisationId, index) => ({
				commitmentId,
				organisationId,
				position: last + index + 1
			}))
		);
	});
	return fresh.length;
}
