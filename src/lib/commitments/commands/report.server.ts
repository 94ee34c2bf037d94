import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { only } from '#lib/server/db/only.ts';
import {
	commitments,
	commitmentUpdates,
	evidence,
	milestones
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { UPDATE_STEPS, type UpdateStep } from '../rules.ts';
import type { UpdateContent, UpdateDecision, UpdateInput, UpdateRevision } from '../schema.ts';
import { allowed } from './row.server.ts';
import { tellOwner } from './tell.server.ts';

type UpdateRow = typeof commitmentUpdates.$inferSelect;

function columnsOf({ status, asOf, noteEn, noteFr, milestonesDone }: UpdateContent) {
	return { status, asOf, noteEn, noteFr, milestonesDone };
}

/** Reports where a published commitment stands: partners see it at once, the public once accepted. Returns the update's id. */
export async function postUpdate(
	db: Db,
	actor: Actor,
	reference: string,
	{ token, ...update }: UpdateInput
): Promise<string> {
	const { person, row } = await allowed(db, actor, 'update.post', reference);
	return once(db, person, token, async () => {
		await requireOpenMilestones(db, row.id, update.milestonesDone);
		const { id } = only(
			await db
				.insert(commitmentUpdates)
				.values({
					...columnsOf(update),
					commitmentId: row.id,
					ownerId: row.ownerId,
					basis: 'owner',
					createdBy: person.userId
				})
				.returning({ id: commitmentUpdates.id })
		);
		await prove(db, id, update);
		await record(
			db,
			actor,
			'update.posted',
			{ type: 'update', id, organisationId: row.ownerId },
			{ commitment: row.id, status: update.status }
		);
		return id;
	});
}

/** Answers the return of an update: the text and evidence are replaced, and it waits for review again. */
export async function reviseUpdate(
	db: Db,
	actor: Actor,
	{ id, ...update }: UpdateRevision
): Promise<void> {
	const row = await updateOf(db, actor, 'update.revise', id);
	await requireOpenMilestones(db, row.commitmentId, update.milestonesDone);
	await move(db, 'revise', row, { ...columnsOf(update), createdAt: new Date() });
	await db.delete(evidence).where(eq(evidence.updateId, id));
	await prove(db, id, update);
	await record(
		db,
		actor,
		'update.posted',
		{ type: 'update', id, organisationId: row.ownerId },
		{ commitment: row.commitmentId, status: update.status, revised: true }
	);
}

/** Publishes an update or returns it with a comment; the owner is told. */
export async function decideUpdate(
	db: Db,
	actor: Actor,
	id: string,
	decision: UpdateDecision
): Promise<void> {
	await (decision.decision === 'accept' ? acceptUpdate : returnUpdate)(db, actor, id, decision);
}

/**
 * Makes an update public. The commitment takes its status, unless a later one has been accepted
 * already, and the milestones that it reports are done.
 */
export async function acceptUpdate(
	db: Db,
	actor: Actor,
	id: string,
	{ seen }: Pick<UpdateDecision, 'seen'>
): Promise<void> {
	const row = await updateOf(db, actor, 'update.review', id);
	const person = requirePerson(actor);
	await move(db, 'accept', row, { decidedBy: person.userId, decidedAt: new Date() }, seen);
	await db
		.update(commitments)
		.set({ status: row.status, statusBasis: row.basis, statusAsOf: row.asOf })
		.where(
			and(
				eq(commitments.id, row.commitmentId),
				eq(commitments.state, 'published'),
				sql`coalesce(${commitments.statusAsOf}, '') <= coalesce(${row.asOf}, '')`
			)
		);
	if (row.milestonesDone.length)
		await db
			.update(milestones)
			.set({ status: 'done', completedOn: row.asOf })
			.where(
				and(
					eq(milestones.commitmentId, row.commitmentId),
					inArray(milestones.id, row.milestonesDone),
					eq(milestones.status, 'open')
				)
			);
	await tellOwnerOf(db, row, 'update_accepted');
	await record(
		db,
		actor,
		'update.accepted',
		{ type: 'update', id, organisationId: row.ownerId },
		{ commitment: row.commitmentId, status: row.status }
	);
}

/** Sends an update back to its owner with what to change. */
export async function returnUpdate(
	db: Db,
	actor: Actor,
	id: string,
	{ seen, comment }: Pick<UpdateDecision, 'seen' | 'comment'>
): Promise<void> {
	const row = await updateOf(db, actor, 'update.review', id);
	const person = requirePerson(actor);
	if (!comment) throw new Refusal('incomplete', ['comment']);
	const decided = { decidedBy: person.userId, decidedAt: new Date(), returnComment: comment };
	await move(db, 'return', row, decided, seen);
	await tellOwnerOf(db, row, 'update_returned');
	await record(
		db,
		actor,
		'update.returned',
		{ type: 'update', id, organisationId: row.ownerId },
		{ commitment: row.commitmentId }
	);
}

async function updateOf(
	db: Db,
	actor: Actor,
	action: 'update.revise' | 'update.review',
	id: string
): Promise<UpdateRow> {
	requirePerson(actor);
	const [row] = await db.select().from(commitmentUpdates).where(eq(commitmentUpdates.id, id));
	if (!row) throw new Refusal('not_found');
	requireCan(actor, action, { organisationId: row.ownerId, state: row.state });
	return row;
}

/** Takes a step with an update; refuses with `stale` when it was sent anew after `seen`. */
async function move(
	db: Db,
	step: UpdateStep,
	{ id }: UpdateRow,
	set: Partial<typeof commitmentUpdates.$inferInsert>,
	seen?: Date
): Promise<void> {
	const { from, to } = UPDATE_STEPS[step];
	const moved = await db
		.update(commitmentUpdates)
		.set({ ...set, state: to })
		.where(
			and(
				eq(commitmentUpdates.id, id),
				inArray(commitmentUpdates.state, [...from]),
				// A browser gives back what it was shown: milliseconds, where the database keeps more.
				seen &&
					sql`date_trunc('milliseconds', ${commitmentUpdates.createdAt}) = ${seen.toISOString()}::timestamptz`
			)
		)
		.returning({ id: commitmentUpdates.id });
	if (!moved.length) throw new Refusal('stale');
}

/** Only open milestones of the commitment itself can be reported as done. */
async function requireOpenMilestones(db: Db, commitmentId: string, ids: readonly string[]) {
	if (!ids.length) return;
	const open = await db
		.select({ id: milestones.id })
		.from(milestones)
		.where(
			and(
				eq(milestones.commitmentId, commitmentId),
				eq(milestones.status, 'open'),
				inArray(milestones.id, [...ids])
			)
		);
	if (open.length !== new Set(ids).size) throw new Refusal('not_found');
}

async function prove(
	db: Db,
	updateId: string,
	{ evidenceUrl, evidenceTitle, evidencePublisher }: UpdateContent
): Promise<void> {
	if (evidenceUrl && evidenceTitle)
		await db
			.insert(evidence)
			.values({ updateId, url: evidenceUrl, title: evidenceTitle, publisher: evidencePublisher });
}

async function tellOwnerOf(
	db: Db,
	update: UpdateRow,
	event: 'update_accepted' | 'update_returned'
) {
	const commitment = only(
		await db.select().from(commitments).where(eq(commitments.id, update.commitmentId))
	);
	await tellOwner(db, commitment, { event, key: `${update.id}:${update.createdAt.getTime()}` });
}
