import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { organisationsOf, type Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import {
	auditEvents,
	commitmentParticipants,
	commitments,
	commitmentUpdates,
	milestones,
	organisations,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { CLOSED } from '../freshness.ts';
import { isMilestoneOverdue, isOverdue } from '../rules.ts';
import { openRewordings } from './rewordings.server.ts';
import { concerns } from './standing.server.ts';

/** How many of the last exchanges are shown. */
const LATEST = 20;
/** What people of an organisation and of the secretariat tell each other: no mere edits. */
const EXCHANGES = [
	'commitment.submitted',
	'commitment.returned',
	'commitment.published',
	'commitment.withdrawn',
	'comment.written',
	'update.posted',
	'update.accepted',
	'update.returned',
	'rewording.proposed',
	'rewording.accepted',
	'rewording.returned'
];
const about = {
	reference: commitments.reference,
	title: { en: commitments.titleEn, fr: commitments.titleFr }
};

/**
 * What somebody who takes over needs to know of an organisation: what is open, what it promised by when,
 * and what was last exchanged with the secretariat. For its members; of one's own organisations the first,
 * or the one with this slug. Refuses with `not_found` any other. `today` is a day.
 */
export async function handOver(
	db: Db,
	actor: Actor,
	slug?: string,
	today = currentTime().toISOString().slice(0, 10)
) {
	requirePerson(actor);
	const ours = organisationsOf(actor, 'viewer');
	const own = ours.length
		? await db
				.select({
					id: organisations.id,
					slug: organisations.slug,
					name: { en: organisations.nameEn, fr: organisations.nameFr }
				})
				.from(organisations)
				.where(inArray(organisations.id, ours))
				.orderBy(asc(organisations.nameEn))
		: [];
	const organisation = slug === undefined ? own[0] : own.find((one) => one.slug === slug);
	if (!organisation) throw new Refusal('not_found');
	return {
		organisation,
		others: own.filter(({ id }) => id !== organisation.id),
		open: await openItems(db, organisation.id),
		dates: await promisedDates(db, organisation.id, today),
		exchanges: await lastExchanges(db, organisation.id)
	};
}
export type HandOver = Awaited<ReturnType<typeof handOver>>;

/** Commitments, updates and rewordings that are not through: drafts, returned ones, those with the secretariat. */
async function openItems(db: Db, organisationId: string) {
	const drafts = await db
		.select({
			...about,
			id: commitments.id,
			state: commitments.state,
			since: commitments.updatedAt
		})
		.from(commitments)
		.where(
			and(
				eq(commitments.ownerId, organisationId),
				inArray(commitments.state, ['draft', 'returned', 'submitted'])
			)
		)
		.orderBy(asc(commitments.reference));
	const updates = await db
		.select({
			...about,
			id: commitmentUpdates.id,
			state: commitmentUpdates.state,
			since: commitmentUpdates.createdAt
		})
		.from(commitmentUpdates)
		.innerJoin(commitments, eq(commitments.id, commitmentUpdates.commitmentId))
		.where(
			and(
				eq(commitmentUpdates.ownerId, organisationId),
				inArray(commitmentUpdates.state, ['posted', 'returned'])
			)
		)
		.orderBy(asc(commitmentUpdates.createdAt));
	return { commitments: drafts, updates, rewordings: await openRewordings(db, [organisationId]) };
}

/** When what was promised in public is due, what is late first; of a shared one, its own part. */
async function promisedDates(db: Db, organisationId: string, today: string) {
	const part = and(
		eq(commitmentParticipants.commitmentId, commitments.id),
		eq(commitmentParticipants.organisationId, organisationId)
	);
	const theirs = and(eq(commitments.state, 'published'), concerns(db, [organisationId]));
	const promised = await db
		.select({
			...about,
			id: commitments.id,
			dueOn: commitments.dueOn,
			status: sql<
				typeof commitments.$inferSelect.status
			>`coalesce(${commitmentParticipants.status}, ${commitments.status})`
		})
		.from(commitments)
		.leftJoin(commitmentParticipants, part)
		.where(and(theirs, isNotNull(commitments.dueOn)));
	const steps = await db
		.select({
			...about,
			id: milestones.id,
			milestone: { en: milestones.titleEn, fr: milestones.titleFr },
			dueOn: milestones.dueOn,
			status: milestones.status
		})
		.from(milestones)
		.innerJoin(commitments, eq(commitments.id, milestones.commitmentId))
		.leftJoin(commitmentParticipants, part)
		.where(
			and(
				theirs,
				eq(milestones.status, 'open'),
				isNotNull(milestones.dueOn),
				sql`coalesce(${milestones.participantId}, ${commitments.ownerId}) = ${organisationId}`
			)
		);
	return [
		...promised
			.filter(({ status }) => !CLOSED.includes(status))
			.map((one) => ({ ...one, milestone: null, overdue: isOverdue(one, today) })),
		...steps.map((one) => ({ ...one, overdue: isMilestoneOverdue(one, today) }))
	].sort(
		(a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '') || a.reference.localeCompare(b.reference)
	);
}

async function lastExchanges(db: Db, organisationId: string) {
	return db
		.select({
			...about,
			seq: auditEvents.seq,
			at: auditEvents.at,
			event: auditEvents.event,
			by: users.name
		})
		.from(auditEvents)
		.innerJoin(
			commitments,
			sql`${commitments.id}::text = case when ${auditEvents.subjectType} = 'update' then ${auditEvents.detail}::json ->> 'commitment' else ${auditEvents.subjectId} end`
		)
		.leftJoin(users, eq(sql`${users.id}::text`, auditEvents.actorId))
		.where(
			and(
				eq(auditEvents.organisationId, organisationId),
				inArray(auditEvents.subjectType, ['commitment', 'update']),
				inArray(auditEvents.event, EXCHANGES)
			)
		)
		.orderBy(desc(auditEvents.seq))
		.limit(LATEST);
}
