import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { commitmentParticipants, commitments, milestones } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { recordedOfEach } from '../queries/recorded.server.ts';
import { replay, type Replayed, type Standing } from '../replay.ts';

/** How many commitments are looked at together. */
const TOGETHER = 500;
/** Before any id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** How many rows did not say what their records say. */
export interface MendedStandings {
	commitments: number;
	participants: number;
	milestones: number;
}

/**
 * Works out anew how each published commitment stands, from all that was accepted of it, and writes what differs
 * from that: what `settle` writes as updates are accepted. What was taken back stands as it was then. For the portal itself.
 */
export async function mendStandings(db: Db): Promise<MendedStandings> {
	const mended = { commitments: 0, participants: 0, milestones: 0 };
	for (let after = FIRST; ;) {
		const stored = await storedAfter(db, after);
		const last = stored.commitments.at(-1);
		if (!last) return mended;
		const recorded = await recordedOfEach(
			db,
			stored.commitments.map(({ id }) => id)
		);
		const replayed = new Map([...recorded].map(([id, one]) => [id, replay(one)]));
		mended.commitments += await mendCommitments(db, stored.commitments, replayed);
		mended.participants += await mendParticipants(db, stored.participants, replayed);
		mended.milestones += await mendMilestones(db, stored.milestones, replayed);
		after = last.id;
	}
}

async function storedAfter(db: Db, after: string) {
	const next = await db
		.select({
			id: commitments.id,
			ownerId: commitments.ownerId,
			dueOn: commitments.dueOn,
			status: commitments.status,
			statusBasis: commitments.statusBasis,
			statusAsOf: commitments.statusAsOf
		})
		.from(commitments)
		.where(and(eq(commitments.state, 'published'), gt(commitments.id, after)))
		.orderBy(asc(commitments.id))
		.limit(TOGETHER);
	const ids = next.map(({ id }) => id);
	const participants = await db
		.select()
		.from(commitmentParticipants)
		.where(inArray(commitmentParticipants.commitmentId, ids));
	const steps = await db.select().from(milestones).where(inArray(milestones.commitmentId, ids));
	return { commitments: next, participants, milestones: steps };
}
type Stored = Awaited<ReturnType<typeof storedAfter>>;
type ByCommitment = ReadonlyMap<string, Replayed>;

const standsSo = (row: Standing, standing: Standing): boolean =>
	row.status === standing.status &&
	row.statusBasis === standing.statusBasis &&
	row.statusAsOf === standing.statusAsOf;

async function mendCommitments(db: Db, rows: Stored['commitments'], replayed: ByCommitment) {
	let count = 0;
	for (const row of rows) {
		const stands = replayed.get(row.id);
		if (!stands) continue;
		// Nobody has reported anything: it stands as it was published.
		const standing = stands.standings.get(row.ownerId) ?? row;
		if (row.dueOn === stands.dueOn && standsSo(row, standing)) continue;
		const { status, statusBasis, statusAsOf } = standing;
		await db
			.update(commitments)
			.set({ dueOn: stands.dueOn, status, statusBasis, statusAsOf })
			.where(eq(commitments.id, row.id));
		count += 1;
	}
	return count;
}

async function mendParticipants(db: Db, rows: Stored['participants'], replayed: ByCommitment) {
	let count = 0;
	for (const row of rows) {
		const standing = replayed.get(row.commitmentId)?.standings.get(row.organisationId);
		if (!standing || standsSo(row, standing)) continue;
		await db
			.update(commitmentParticipants)
			.set(standing)
			.where(
				and(
					eq(commitmentParticipants.commitmentId, row.commitmentId),
					eq(commitmentParticipants.organisationId, row.organisationId)
				)
			);
		count += 1;
	}
	return count;
}

async function mendMilestones(db: Db, rows: Stored['milestones'], replayed: ByCommitment) {
	let count = 0;
	for (const row of rows) {
		const step = replayed.get(row.commitmentId)?.milestones.find(({ id }) => id === row.id);
		if (
			!step ||
			(row.status === step.status &&
				row.completedOn === step.completedOn &&
				row.dueOn === step.dueOn)
		)
			continue;
		const { status, completedOn, dueOn } = step;
		await db
			.update(milestones)
			.set({ status, completedOn, dueOn })
			.where(eq(milestones.id, row.id));
		count += 1;
	}
	return count;
}
