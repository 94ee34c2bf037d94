import { and, asc, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { organisationsOf, type Actor } from '#lib/access/actor.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import {
	commitments,
	commitmentUpdates,
	milestones,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { isMilestoneOverdue, isOverdue } from '../rules.ts';
import { lineColumns } from './list.server.ts';
import { openRewordings } from './rewordings.server.ts';
import { concerns, partOf, standingIn } from './standing.server.ts';

/**
 * Every commitment of the organisations the person belongs to, and every one in which they take part with
 * the status that they have there; those in work first. Refuses with `not_signed_in`.
 */
export async function myCommitments(db: Db, actor: Actor) {
	const ours = organisationsOf(requirePerson(actor), 'viewer');
	if (!ours.length) return [];
	const part = partOf(db, ours);
	const leads = inArray(commitments.ownerId, ours);
	return db
		.select({
			...lineColumns,
			...standingIn(part, leads),
			returnComment: commitments.returnComment,
			updatedAt: commitments.updatedAt,
			waiting: sql<number>`(select count(*)::int from commitment_updates u where u.commitment_id = ${commitments.id} and u.state = 'posted' and (${leads} or ${inArray(sql`u.owner_id`, ours)}))`
		})
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(part, eq(part.commitmentId, commitments.id))
		.where(concerns(db, ours))
		.orderBy(
			sql`array_position(array['returned', 'draft', 'submitted', 'published', 'withdrawn'], ${commitments.state})`,
			asc(commitments.reference)
		);
}
export type MyCommitment = Awaited<ReturnType<typeof myCommitments>>[number];

/**
 * What waits for the person on the commitments of the organisations they may write for, or in which those
 * take part: drafts and returned ones, returned updates, published ones and milestones past their date; and
 * what waits for the secretariat. `today` is a day.
 */
export async function commitmentTasks(
	db: Db,
	actor: Actor,
	today = currentTime().toISOString().slice(0, 10)
) {
	const ours = organisationsOf(requirePerson(actor), 'contributor');
	if (!ours.length)
		return {
			inWork: [],
			returnedUpdates: [],
			returnedRewordings: [],
			waiting: [],
			waitingUpdates: [],
			waitingRewordings: [],
			overdue: [],
			overdueMilestones: []
		};
	const about = {
		reference: commitments.reference,
		title: { en: commitments.titleEn, fr: commitments.titleFr }
	};
	const inWork = await db
		.select({ ...about, state: commitments.state, returnComment: commitments.returnComment })
		.from(commitments)
		.where(
			and(inArray(commitments.ownerId, ours), inArray(commitments.state, ['returned', 'draft']))
		)
		.orderBy(desc(commitments.state), asc(commitments.reference));
	const returnedUpdates = await db
		.select({ ...about, id: commitmentUpdates.id, returnComment: commitmentUpdates.returnComment })
		.from(commitmentUpdates)
		.innerJoin(commitments, eq(commitments.id, commitmentUpdates.commitmentId))
		.where(and(inArray(commitmentUpdates.ownerId, ours), eq(commitmentUpdates.state, 'returned')))
		.orderBy(asc(commitmentUpdates.decidedAt));
	const rewordings = await openRewordings(db, ours);
	const waiting = await db
		.select({ ...about, since: commitments.submittedAt })
		.from(commitments)
		.where(and(inArray(commitments.ownerId, ours), eq(commitments.state, 'submitted')))
		.orderBy(asc(commitments.submittedAt));
	const waitingUpdates = await db
		.select({ ...about, since: commitmentUpdates.createdAt })
		.from(commitmentUpdates)
		.innerJoin(commitments, eq(commitments.id, commitmentUpdates.commitmentId))
		.where(and(inArray(commitmentUpdates.ownerId, ours), eq(commitmentUpdates.state, 'posted')))
		.orderBy(asc(commitmentUpdates.createdAt));
	const part = partOf(db, ours);
	const leads = inArray(commitments.ownerId, ours);
	const published = eq(commitments.state, 'published');
	const due = await db
		.select({ ...about, dueOn: commitments.dueOn, status: standingIn(part, leads).status })
		.from(commitments)
		.leftJoin(part, eq(part.commitmentId, commitments.id))
		.where(and(published, concerns(db, ours), lt(commitments.dueOn, today)))
		.orderBy(asc(commitments.dueOn), asc(commitments.reference));
	const dueMilestones = await db
		.select({
			...about,
			id: milestones.id,
			milestone: { en: milestones.titleEn, fr: milestones.titleFr },
			dueOn: milestones.dueOn,
			status: milestones.status
		})
		.from(milestones)
		.innerJoin(commitments, eq(commitments.id, milestones.commitmentId))
		.where(
			and(
				published,
				concerns(db, ours),
				or(and(leads, isNull(milestones.participantId)), inArray(milestones.participantId, ours)),
				eq(milestones.status, 'open'),
				lt(milestones.dueOn, today)
			)
		)
		.orderBy(asc(milestones.dueOn), asc(commitments.reference));
	return {
		inWork,
		returnedUpdates,
		returnedRewordings: rewordings.filter(({ state }) => state === 'returned'),
		waiting,
		waitingUpdates,
		waitingRewordings: rewordings.filter(({ state }) => state === 'posted'),
		overdue: due.filter((commitment) => isOverdue(commitment, today)),
		overdueMilestones: dueMilestones.filter((milestone) => isMilestoneOverdue(milestone, today))
	};
}
