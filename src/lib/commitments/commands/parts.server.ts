import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { only } from '#lib/server/db/only.ts';
import {
	commitmentParticipants,
	commitmentTargets,
	fundingLines,
	milestones
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type {
	FundingChange,
	FundingInput,
	MilestoneChange,
	MilestoneInput,
	Removal
} from '../schema.ts';
import type { TargetChange, TargetInput } from '../target-schema.ts';
import { allowed, alter } from './row.server.ts';

type Part = typeof milestones | typeof fundingLines | typeof commitmentTargets;

async function nextPosition(db: Db, table: Part, commitmentId: string): Promise<number> {
	const { position } = only(
		await db
			.select({ position: sql<number>`coalesce(max(${table.position}), 0) + 1` })
			.from(table)
			.where(eq(table.commitmentId, commitmentId))
	);
	return position;
}

/** Adds a milestone at the end; the same token adds it once. Returns `reference`. */
export async function addMilestone(
	db: Db,
	actor: Actor,
	reference: string,
	{ token, ...milestone }: MilestoneInput
): Promise<string> {
	const { person } = await allowed(db, actor, 'commitment.edit', reference);
	return once(db, person, token, async () => {
		await alter(db, actor, { reference, part: 'milestones' }, async (commitmentId) => {
			await requireParticipant(db, commitmentId, milestone.participantId);
			const position = await nextPosition(db, milestones, commitmentId);
			await db
				.insert(milestones)
				.values({ ...milestone, commitmentId, position, firstDueOn: milestone.dueOn });
		});
		return reference;
	});
}

/** Saves a milestone; refuses with `stale` when the commitment has changed since `version`. */
export async function changeMilestone(
	db: Db,
	actor: Actor,
	reference: string,
	{ id, version, ...milestone }: MilestoneChange
): Promise<void> {
	await alter(db, actor, { reference, part: 'milestones', version }, async (commitmentId) => {
		await requireParticipant(db, commitmentId, milestone.participantId);
		const changed = await db
			.update(milestones)
			.set({
				...milestone,
				participantId: milestone.participantId ?? null,
				firstDueOn: milestone.dueOn
			})
			.where(and(eq(milestones.id, id), eq(milestones.commitmentId, commitmentId)))
			.returning({ id: milestones.id });
		if (!changed.length) throw new Refusal('not_found');
	});
}

/** A milestone is the commitment's as a whole, or one's that takes part. */
async function requireParticipant(db: Db, commitmentId: string, participantId?: string) {
	if (!participantId) return;
	const found = await db
		.select({ id: commitmentParticipants.organisationId })
		.from(commitmentParticipants)
		.where(
			and(
				eq(commitmentParticipants.commitmentId, commitmentId),
				eq(commitmentParticipants.organisationId, participantId)
			)
		);
	if (!found.length) throw new Refusal('not_found');
}

export function removeMilestone(db: Db, actor: Actor, reference: string, removal: Removal) {
	return remove(db, actor, reference, milestones, 'milestones', removal);
}

/** Adds a funding line at the end; the same token adds it once. Returns `reference`. */
export async function addFunding(
	db: Db,
	actor: Actor,
	reference: string,
	{ token, ...line }: FundingInput
): Promise<string> {
	const { person } = await allowed(db, actor, 'commitment.edit', reference);
	return once(db, person, token, async () => {
		await alter(db, actor, { reference, part: 'funding' }, async (commitmentId) => {
			const position = await nextPosition(db, fundingLines, commitmentId);
			await db.insert(fundingLines).values({ ...line, commitmentId, position });
		});
		return reference;
	});
}

/** Saves a funding line; refuses with `stale` when the commitment has changed since `version`. */
export async function changeFunding(
	db: Db,
	actor: Actor,
	reference: string,
	{ id, version, ...line }: FundingChange
): Promise<void> {
	await alter(db, actor, { reference, part: 'funding', version }, async (commitmentId) => {
		const changed = await db
			.update(fundingLines)
			.set(line)
			.where(and(eq(fundingLines.id, id), eq(fundingLines.commitmentId, commitmentId)))
			.returning({ id: fundingLines.id });
		if (!changed.length) throw new Refusal('not_found');
	});
}

export function removeFunding(db: Db, actor: Actor, reference: string, removal: Removal) {
	return remove(db, actor, reference, fundingLines, 'funding', removal);
}

/** Adds a target at the end; the same token adds it once. Returns `reference`. */
export async function addTarget(
	db: Db,
	actor: Actor,
	reference: string,
	{ token, ...target }: TargetInput
): Promise<string> {
	const { person } = await allowed(db, actor, 'commitment.edit', reference);
	return once(db, person, token, async () => {
		await alter(db, actor, { reference, part: 'targets' }, async (commitmentId) => {
			const position = await nextPosition(db, commitmentTargets, commitmentId);
			await db.insert(commitmentTargets).values({ ...target, commitmentId, position });
		});
		return reference;
	});
}

/** Saves a target; refuses with `stale` when the commitment has changed since `version`. */
export async function changeTarget(
	db: Db,
	actor: Actor,
	reference: string,
	{ id, version, ...target }: TargetChange
): Promise<void> {
	await alter(db, actor, { reference, part: 'targets', version }, async (commitmentId) => {
		const changed = await db
			.update(commitmentTargets)
			.set(target)
			.where(and(eq(commitmentTargets.id, id), eq(commitmentTargets.commitmentId, commitmentId)))
			.returning({ id: commitmentTargets.id });
		if (!changed.length) throw new Refusal('not_found');
	});
}

export function removeTarget(db: Db, actor: Actor, reference: string, removal: Removal) {
	return remove(db, actor, reference, commitmentTargets, 'targets', removal);
}

/** Takes a part off an unpublished commitment; refuses with `stale` when that has changed since `version`. */
async function remove(
	db: Db,
	actor: Actor,
	reference: string,
	table: Part,
	part: string,
	{ id, version }: Removal
): Promise<void> {
	await alter(db, actor, { reference, part, version }, async (commitmentId) => {
		const removed = await db
			.delete(table)
			.where(and(eq(table.id, id), eq(table.commitmentId, commitmentId)))
			.returning({ id: table.id });
		if (!removed.length) throw new Refusal('not_found');
	});
}
