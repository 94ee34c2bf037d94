import type { Actor } from '#lib/access/actor.ts';
import { secretariatRole } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import type { Db } from '#lib/server/db/types.ts';
import { getCommitment } from '../queries/detail.server.ts';
import { missingForSubmission } from '../rules.ts';
import type { CommitmentDecision, Submission, Withdrawal } from '../schema.ts';
import { keepFirstWording } from './reword.server.ts';
import { allowed, take } from './row.server.ts';
import { tellOwner, tellSecretariat } from './tell.server.ts';

/**
 * Hands a commitment to the secretariat, as it stood at `version`. Refuses with `incomplete` and the
 * fields that are missing.
 */
export async function submitCommitment(
	db: Db,
	actor: Actor,
	reference: string,
	{ version }: Submission
): Promise<void> {
	const { row } = await allowed(db, actor, 'commitment.submit', reference);
	const missing = missingForSubmission(await getCommitment(db, actor, reference));
	if (missing.length) throw new Refusal('incomplete', missing);
	await take(db, 'submit', { id: row.id, version }, { submittedAt: currentTime() });
	await tellSecretariat(db, row, {
		event: 'commitment_submitted',
		key: `${row.id}:${version}`,
		organisationId: row.ownerId
	});
	await record(db, actor, 'commitment.submitted', {
		type: 'commitment',
		id: row.id,
		organisationId: row.ownerId
	});
}

/** Publishes a submitted commitment, or returns it with a comment; its owner is told. */
export async function decideCommitment(
	db: Db,
	actor: Actor,
	reference: string,
	decision: CommitmentDecision
): Promise<void> {
	await (decision.decision === 'accept' ? publishCommitment : returnCommitment)(
		db,
		actor,
		reference,
		decision
	);
}

/** Publishes a submitted commitment as it stood at `version`. */
export async function publishCommitment(
	db: Db,
	actor: Actor,
	reference: string,
	{ version }: Pick<CommitmentDecision, 'version'>
): Promise<void> {
	const { row } = await allowed(db, actor, 'commitment.review', reference);
	await take(
		db,
		'publish',
		{ id: row.id, version },
		{ publishedAt: currentTime(), returnComment: null }
	);
	await keepFirstWording(db, { ...row, publishedAt: currentTime() });
	await tellOwner(db, row, { event: 'published', key: `${row.id}:${version}` });
	await record(db, actor, 'commitment.published', {
		type: 'commitment',
		id: row.id,
		organisationId: row.ownerId
	});
}

/** Sends a submitted commitment back to its owner with what to change. */
export async function returnCommitment(
	db: Db,
	actor: Actor,
	reference: string,
	{ version, comment }: Pick<CommitmentDecision, 'version' | 'comment'>
): Promise<void> {
	const { row } = await allowed(db, actor, 'commitment.review', reference);
	if (!comment) throw new Refusal('incomplete', ['comment']);
	await take(db, 'return', { id: row.id, version }, { returnComment: comment });
	await tellOwner(db, row, { event: 'returned', key: `${row.id}:${version}` });
	await record(db, actor, 'commitment.returned', {
		type: 'commitment',
		id: row.id,
		organisationId: row.ownerId
	});
}

/** Takes a published commitment back: it stays public, marked so, with the reason. */
export async function withdrawCommitment(
	db: Db,
	actor: Actor,
	reference: string,
	{ reason }: Withdrawal
): Promise<void> {
	const { row } = await allowed(db, actor, 'commitment.withdraw', reference);
	await take(db, 'withdraw', row, {
		withdrawnReason: reason,
		status: 'withdrawn',
		statusBasis: secretariatRole(actor) ? 'public_record' : 'owner',
		statusAsOf: currentTime().toISOString().slice(0, 10)
	});
	await record(db, actor, 'commitment.withdrawn', {
		type: 'commitment',
		id: row.id,
		organisationId: row.ownerId
	});
}
