import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { record } from '#lib/audit/record.server.ts';
import { only } from '#lib/server/db/only.ts';
import {
	commitments,
	commitmentUpdates,
	evidence,
	milestones
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { mayConfirm } from '../rules.ts';
import type { Confirmation, UpdateContent, UpdateInput, UpdateRevision } from '../schema.ts';
import { reporting } from './row.server.ts';
import { tellSecretariat } from './tell.server.ts';
import { moveUpdate, updateOf } from './update-row.server.ts';

function columnsOf(update: UpdateContent) {
	const { status, asOf, noteEn, noteFr, challengesEn, challengesFr, milestonesDone } = update;
	return { status, asOf, noteEn, noteFr, challengesEn, challengesFr, milestonesDone };
}

/**
 * Reports where a published commitment stands, or in a shared one where who takes part stands: partners
 * see it at once, the public once accepted. Returns the update's id.
 */
export async function postUpdate(
	db: Db,
	actor: Actor,
	reference: string,
	{ token, reporterId, ...update }: UpdateInput
): Promise<string> {
	const { person, row, reporter } = await reporting(db, actor, reference, reporterId);
	return once(db, person, token, async () => {
		await requireOpenMilestones(db, row, reporter.id, update.milestonesDone);
		const { id } = only(
			await db
				.insert(commitmentUpdates)
				.values({
					...columnsOf(update),
					commitmentId: row.id,
					ownerId: reporter.id,
					basis: 'owner',
					createdBy: person.userId
				})
				.returning({ id: commitmentUpdates.id })
		);
		await prove(db, id, update);
		await tellOf(db, row, { id, ownerId: reporter.id });
		await record(
			db,
			actor,
			'update.posted',
			{ type: 'update', id, organisationId: reporter.id },
			{ commitment: row.id, status: update.status }
		);
		return id;
	});
}

/**
 * Reports that nothing has changed: an update with the status as it stands, as of today. Refuses with
 * `wrong_state` where the status is none that an owner reports, since nothing was reported yet.
 */
export async function confirmUnchanged(
	db: Db,
	actor: Actor,
	reference: string,
	{ token, reporterId }: Confirmation,
	now: Date = new Date()
): Promise<string> {
	const { person, row, reporter } = await reporting(db, actor, reference, reporterId);
	if (!mayConfirm(reporter.status)) throw new Refusal('wrong_state');
	return once(db, person, token, async () => {
		const { id } = only(
			await db
				.insert(commitmentUpdates)
				.values({
					commitmentId: row.id,
					ownerId: reporter.id,
					status: reporter.status,
					basis: 'owner',
					asOf: now.toISOString().slice(0, 10),
					unchanged: true,
					createdBy: person.userId
				})
				.returning({ id: commitmentUpdates.id })
		);
		await tellOf(db, row, { id, ownerId: reporter.id });
		await record(
			db,
			actor,
			'update.posted',
			{ type: 'update', id, organisationId: reporter.id },
			{ commitment: row.id, status: reporter.status, unchanged: true }
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
	const commitment = only(
		await db
			.select({
				id: commitments.id,
				ownerId: commitments.ownerId,
				reference: commitments.reference,
				titleEn: commitments.titleEn,
				titleFr: commitments.titleFr
			})
			.from(commitments)
			.where(eq(commitments.id, row.commitmentId))
	);
	await requireOpenMilestones(db, commitment, row.ownerId, update.milestonesDone);
	await moveUpdate(db, 'revise', row, {
		...columnsOf(update),
		unchanged: false,
		createdAt: new Date(),
		returnComment: null
	});
	await db.delete(evidence).where(eq(evidence.updateId, id));
	await prove(db, id, update);
	await tellOf(db, commitment, { id, ownerId: row.ownerId, revised: new Date() });
	await record(
		db,
		actor,
		'update.posted',
		{ type: 'update', id, organisationId: row.ownerId },
		{ commitment: row.commitmentId, status: update.status, revised: true }
	);
}

/** Tells the secretariat of an update, and again when it comes back after a return. */
function tellOf(
	db: Db,
	commitment: Parameters<typeof tellSecretariat>[1],
	{ id, ownerId, revised }: { id: string; ownerId: string; revised?: Date }
) {
	return tellSecretariat(db, commitment, {
		event: 'update_posted',
		key: revised ? `${id}:${revised.getTime()}` : id,
		organisationId: ownerId,
		updateId: id
	});
}

/** Only open milestones of who reports can be reported as done: the owner's are the commitment's own. */
async function requireOpenMilestones(
	db: Db,
	commitment: { id: string; ownerId: string },
	reporterId: string,
	ids: readonly string[]
) {
	if (!ids.length) return;
	const open = await db
		.select({ id: milestones.id })
		.from(milestones)
		.where(
			and(
				eq(milestones.commitmentId, commitment.id),
				reporterId === commitment.ownerId
					? isNull(milestones.participantId)
					: eq(milestones.participantId, reporterId),
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
