import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { only } from '#lib/server/db/only.ts';
import { commitments } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { UpdateDecision } from '../schema.ts';
import { settle } from './settle.server.ts';
import { tellOwner } from './tell.server.ts';
import { moveUpdate, updateOf, type UpdateRow } from './update-row.server.ts';

/** Publishes an update or returns it with a comment; who reported it is told. */
export async function decideUpdate(
	db: Db,
	actor: Actor,
	id: string,
	decision: UpdateDecision
): Promise<void> {
	await (decision.decision === 'accept' ? acceptUpdate : returnUpdate)(db, actor, id, decision);
}

/**
 * Makes an update public: what it says takes effect. The commitment, or in a shared one who takes part and
 * reported it, takes its status, unless a later one has been accepted already; milestones are done, dates
 * move, and what it corrects counts no longer.
 */
export async function acceptUpdate(
	db: Db,
	actor: Actor,
	id: string,
	{ seen }: Pick<UpdateDecision, 'seen'>
): Promise<void> {
	const row = await updateOf(db, actor, 'update.review', id);
	const person = requirePerson(actor);
	await moveUpdate(db, 'accept', row, { decidedBy: person.userId, decidedAt: currentTime() }, seen);
	await settle(db, row.commitmentId);
	await tellOwnerOf(db, row, 'update_accepted');
	await record(
		db,
		actor,
		'update.accepted',
		{ type: 'update', id, organisationId: row.ownerId },
		{ commitment: row.commitmentId, status: row.status }
	);
}

/** Sends an update back to who reported it with what to change. */
export async function returnUpdate(
	db: Db,
	actor: Actor,
	id: string,
	{ seen, comment }: Pick<UpdateDecision, 'seen' | 'comment'>
): Promise<void> {
	const row = await updateOf(db, actor, 'update.review', id);
	const person = requirePerson(actor);
	if (!comment) throw new Refusal('incomplete', ['comment']);
	const decided = { decidedBy: person.userId, decidedAt: currentTime(), returnComment: comment };
	await moveUpdate(db, 'return', row, decided, seen);
	await tellOwnerOf(db, row, 'update_returned');
	await record(
		db,
		actor,
		'update.returned',
		{ type: 'update', id, organisationId: row.ownerId },
		{ commitment: row.commitmentId }
	);
}

async function tellOwnerOf(
	db: Db,
	update: UpdateRow,
	event: 'update_accepted' | 'update_returned'
) {
	const commitment = only(
		await db.select().from(commitments).where(eq(commitments.id, update.commitmentId))
	);
	await tellOwner(
		db,
		{ ...commitment, ownerId: update.ownerId },
		{ event, key: `${update.id}:${update.createdAt.getTime()}` }
	);
}
