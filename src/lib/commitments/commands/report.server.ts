import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { only } from '#lib/server/db/only.ts';
import { commitments, commitmentUpdates } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { mayConfirm } from '../rules.ts';
import type { Confirmation, UpdateContent, UpdateInput, UpdateRevision } from '../update-schema.ts';
import { bringAlong, takeBack } from './brought.server.ts';
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
	{ token, reporterId, correctsId: corrected, ...update }: UpdateInput
): Promise<string> {
	const { person, row, reporter } = await reporting(db, actor, reference, reporterId);
	const correctsId = corrected ?? null;
	return once(db, person, token, async () => {
		if (correctsId) await requireCorrectable(db, correctsId, row.id, reporter.id);
		const { id } = only(
			await db
				.insert(commitmentUpdates)
				.values({
					...columnsOf(update),
					commitmentId: row.id,
					ownerId: reporter.id,
					basis: 'owner',
					correctsId,
					createdBy: person.userId
				})
				.returning({ id: commitmentUpdates.id })
		);
		const bringer = { id, commitmentId: row.id, reporterId: reporter.id, correctsId };
		await bringAlong(db, bringer, update);
		await tellOf(db, row, { id, ownerId: reporter.id });
		await record(
			db,
			actor,
			'update.posted',
			{ type: 'update', id, organisationId: reporter.id },
			{ commitment: row.id, status: update.status, ...(correctsId ? { corrects: correctsId } : {}) }
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
	now: Date = currentTime()
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

/** Answers the return of an update: the text and what it brings
 * along are replaced, and it waits for review again. */
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
	await moveUpdate(db, 'revise', row, {
		...columnsOf(update),
		unchanged: false,
		createdAt: currentTime(),
		returnComment: null
	});
	await takeBack(db, id);
	const { commitmentId, ownerId, correctsId } = row;
	await bringAlong(db, { id, commitmentId, reporterId: ownerId, correctsId }, update);
	await tellOf(db, commitment, { id, ownerId, revised: currentTime() });
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

/**
 * What is corrected is an accepted update of the same organisation, which nothing corrects yet. Refuses
 * with `not_found` another's, with `wrong_state` one that is not accepted or has a correction already.
 */
async function requireCorrectable(
	db: Db,
	id: string,
	commitmentId: string,
	reporterId: string
): Promise<void> {
	const [corrected] = await db
		.select({ state: commitmentUpdates.state, basis: commitmentUpdates.basis })
		.from(commitmentUpdates)
		.where(
			and(
				eq(commitmentUpdates.id, id),
				eq(commitmentUpdates.commitmentId, commitmentId),
				eq(commitmentUpdates.ownerId, reporterId)
			)
		);
	if (!corrected) throw new Refusal('not_found');
	const corrections = await db
		.select({ id: commitmentUpdates.id })
		.from(commitmentUpdates)
		.where(eq(commitmentUpdates.correctsId, id));
	if (corrected.state !== 'accepted' || corrected.basis !== 'owner' || corrections.length)
		throw new Refusal('wrong_state');
}
