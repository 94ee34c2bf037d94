import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import { can, type Action } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { commitmentParticipants, commitments } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { COMMITMENT_STEPS, type CommitmentStep } from '../rules.ts';
import type { CommitmentStatus } from '../vocabulary.ts';

type CommitmentRow = typeof commitments.$inferSelect;

/** An organisation that reports on a commitment, and the status that it has there. */
interface Reporter {
	id: string;
	status: CommitmentStatus;
}

/** The commitment behind a reference, if the actor may do this to it now. Refuses otherwise. */
export async function allowed(
	db: Db,
	actor: Actor,
	action: Action,
	reference: string
): Promise<{ person: Person; row: CommitmentRow }> {
	requirePerson(actor);
	const [row] = await db.select().from(commitments).where(eq(commitments.reference, reference));
	if (!row) throw new Refusal('not_found');
	const person = requireCan(actor, action, { organisationId: row.ownerId, state: row.state });
	return { person, row };
}

/**
 * The commitment and the organisation that reports on it: the one asked for, else the one that the person
 * writes for, the owner before those who take part. Refuses with `not_found` any other.
 */
export async function reporting(
	db: Db,
	actor: Actor,
	reference: string,
	asked?: string
): Promise<{ person: Person; row: CommitmentRow; reporter: Reporter }> {
	requirePerson(actor);
	const [row] = await db.select().from(commitments).where(eq(commitments.reference, reference));
	if (!row) throw new Refusal('not_found');
	const parts = await db
		.select({ id: commitmentParticipants.organisationId, status: commitmentParticipants.status })
		.from(commitmentParticipants)
		.where(eq(commitmentParticipants.commitmentId, row.id))
		.orderBy(asc(commitmentParticipants.position));
	const person = requireCan(actor, 'update.post', {
		organisationId: row.ownerId,
		participantIds: parts.map(({ id }) => id),
		state: row.state
	});
	const reporter = [{ id: row.ownerId, status: row.status }, ...parts].find(
		({ id }) =>
			(asked === undefined || asked === id) &&
			can(actor, 'update.post', { organisationId: id, state: row.state })
	);
	if (!reporter) throw new Refusal('not_found');
	return { person, row, reporter };
}

/**
 * Takes a step with a commitment as it stood at `version`, and counts the version up. Refuses with
 * `stale` when it has changed since.
 */
export async function take(
	db: Db,
	step: CommitmentStep,
	{ id, version }: { id: string; version: number },
	set: Partial<typeof commitments.$inferInsert> = {}
): Promise<void> {
	const { from, to } = COMMITMENT_STEPS[step];
	const moved = await db
		.update(commitments)
		.set({ ...set, state: to, version: sql`${commitments.version} + 1`, updatedAt: currentTime() })
		.where(
			and(
				eq(commitments.id, id),
				eq(commitments.version, version),
				inArray(commitments.state, [...from])
			)
		)
		.returning({ id: commitments.id });
	if (!moved.length) throw new Refusal('stale');
}

/**
 * One change to what hangs on a commitment: it counts as a change of the commitment itself, so that
 * nobody submits or publishes what they have not seen.
 */
export async function alter(
	db: Db,
	actor: Actor,
	{ reference, part, version }: { reference: string; part: string; version?: number },
	work: (commitmentId: string) => Promise<void>
): Promise<void> {
	const { row } = await allowed(db, actor, 'commitment.edit', reference);
	await take(db, 'edit', { id: row.id, version: version ?? row.version });
	await work(row.id);
	await record(
		db,
		actor,
		'commitment.changed',
		{ type: 'commitment', id: row.id, organisationId: row.ownerId },
		{ part }
	);
}
