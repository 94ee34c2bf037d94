import {
	and,
	desc,
	eq,
	gt,
	gte,
	inArray,
	isNull,
	lt,
	notInArray,
	sql,
	type SQL
} from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import {
	asAccepted,
	asDated,
	counting,
	newestFirst
} from '#lib/commitments/queries/counting.server.ts';
import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import {
	commitments,
	commitmentUpdates,
	commitmentVersions,
	dateChanges
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { endOf } from '../as-of.ts';

/** What was accepted before a day ended, where one is named. */
export const acceptedBy =
	(on: string | undefined) =>
	({ decidedAt }: Record<'decidedAt', AnyPgColumn>): SQL | undefined =>
		on === undefined ? undefined : lt(decidedAt, endOf(on));

/** One that reports on a commitment, and where it stands as that is stored. */
type Reporter = Record<
	'commitmentId' | 'reporterId' | 'status' | 'statusBasis' | 'statusAsOf',
	AnyPgColumn
>;

/**
 * For a query over whoever reports on a commitment, to be joined laterally: the report that counted when a day
 * ended, by the rule by which the status of today is stored; and whether any has ever been accepted.
 */
export function reportedBy(
	db: Db,
	reporter: Pick<Reporter, 'commitmentId' | 'reporterId'>,
	on: string
) {
	const own = and(
		eq(commitmentUpdates.commitmentId, reporter.commitmentId),
		eq(commitmentUpdates.ownerId, reporter.reporterId)
	);
	const { status, basis, asOf, state } = commitmentUpdates;
	return {
		reported: db
			.select({ status, basis, asOf })
			.from(commitmentUpdates)
			.where(and(own, counting(db, commitmentUpdates, acceptedBy(on))))
			.orderBy(...newestFirst(asDated(commitmentUpdates)))
			.limit(1)
			.as('reported'),
		ever: db
			.select({ state })
			.from(commitmentUpdates)
			.where(and(own, eq(state, 'accepted')))
			.limit(1)
			.as('ever')
	};
}

/**
 * What one had reported when a day ended. Where that is nothing, what it was published with, unless a later
 * report, or a withdrawal, has taken its place: then it had not begun, by nobody's word. That is what could be
 * read on that day: a commitment is published so, and only a report makes it stand otherwise.
 */
export function asReported(
	{ reported, ever }: ReturnType<typeof reportedBy>,
	stored: Reporter,
	replaced: SQL = sql`false`
) {
	const stood = (column: SQL | AnyPgColumn, begun: SQL, kept: AnyPgColumn) => sql`case
		when ${reported.status} is not null then ${column}
		when ${ever.state} is not null or ${replaced} then ${begun} else ${kept} end`;
	return {
		status: sql<CommitmentStatus>`${stood(reported.status, sql`'not_started'`, stored.status)}`,
		statusBasis: stood(reported.basis, sql`'owner'`, stored.statusBasis),
		statusAsOf: stood(reported.asOf, sql`null`, stored.statusAsOf)
	};
}

/** In a query: commitments that were reworded after a day had ended. Few are. */
const rewordedAfter = (db: Db, on: string) =>
	db
		.select({ id: commitmentVersions.commitmentId })
		.from(commitmentVersions)
		.where(
			and(
				eq(commitmentVersions.state, 'accepted'),
				gt(commitmentVersions.number, 1),
				gte(commitmentVersions.decidedAt, endOf(on))
			)
		);

/** The wording of those that was in force when the day ended. */
const wordingOn = (db: Db, on: string) =>
	db
		.selectDistinctOn([commitmentVersions.commitmentId], {
			commitmentId: commitmentVersions.commitmentId,
			content: commitmentVersions.content
		})
		.from(commitmentVersions)
		.where(
			and(
				eq(commitmentVersions.state, 'accepted'),
				acceptedBy(on)(commitmentVersions),
				inArray(commitmentVersions.commitmentId, rewordedAfter(db, on))
			)
		)
		.orderBy(commitmentVersions.commitmentId, desc(commitmentVersions.number))
		.as('worded');

/** What no wording says. */
const kept = {
	id: commitments.id,
	reference: commitments.reference,
	ownerId: commitments.ownerId,
	publishedAt: commitments.publishedAt,
	state: commitments.state,
	status: commitments.status,
	statusBasis: commitments.statusBasis,
	statusAsOf: commitments.statusAsOf,
	dueOn: commitments.dueOn,
	firstDueOn: commitments.firstDueOn
};
/** What a wording says, of all that is compared. */
const worded = {
	kind: commitments.kind,
	forumKey: commitments.forumKey,
	pillarId: commitments.pillarId,
	titleEn: commitments.titleEn,
	titleFr: commitments.titleFr,
	announcedOn: commitments.announcedOn,
	sourceUrl: commitments.sourceUrl
};

/**
 * Stands in for `commitments`, under its name, in a query of what the public reads: those published when a day
 * ended, as they were worded then. It says nothing of how far they had got. The table itself where no day is named.
 */
export function publishedOn(db: Db, on: string | undefined): typeof commitments {
	if (on === undefined) return commitments;
	const { id, publishedAt } = commitments;
	const published = lt(publishedAt, endOf(on));
	const since = db
		.select({ ...kept, ...worded })
		.from(commitments)
		.where(and(published, notInArray(id, rewordedAfter(db, on))));
	const wording = wordingOn(db, on);
	const said = (field: keyof typeof worded) => sql`(${wording.content} ->> ${field}::text)`;
	const before = db
		.select({
			...kept,
			kind: said('kind'),
			forumKey: said('forumKey'),
			pillarId: sql`${said('pillarId')}::uuid`,
			titleEn: said('titleEn'),
			titleFr: said('titleFr'),
			announcedOn: said('announcedOn'),
			sourceUrl: said('sourceUrl')
		})
		.from(commitments)
		.innerJoin(wording, eq(wording.commitmentId, id))
		.where(published);
	return standIn(
		db
			.select({ all: sql`*` })
			.from(sql`(${since} union all ${before}) as ${commitments}`)
			.as('commitments')
	);
}

/** Whatever asks `commitments` for its columns finds these under their names. */
const standIn = (stood: object) => stood as typeof commitments;

/**
 * For a query over `commitments`, to be joined laterally: how often updates have ever moved the date, and to when
 * those had that count of what was accepted when a day ended.
 */
function movedBy(db: Db, on: string) {
	const counted = counting(db, commitmentUpdates, acceptedBy(on));
	const order = sql.join(newestFirst(asAccepted(commitmentUpdates)), sql`, `);
	return db
		.select({
			times: sql<number>`count(*)`.as('times'),
			dueOn: sql<
				string | null
			>`(array_agg(${dateChanges.dueOn} order by ${order}) filter (where ${counted}))[1]`.as(
				'moved_due_on'
			)
		})
		.from(commitmentUpdates)
		.innerJoin(dateChanges, eq(dateChanges.updateId, commitmentUpdates.id))
		.where(
			and(
				eq(commitmentUpdates.commitmentId, commitments.id),
				eq(commitmentUpdates.state, 'accepted'),
				isNull(dateChanges.milestoneId)
			)
		)
		.as('moved');
}

/**
 * The same with how far they had got: state and status, the day of that, and the date in force. A withdrawal
 * counts from its day on.
 */
export function standingOn(db: Db, on: string | undefined): typeof commitments {
	if (on === undefined) return commitments;
	const { id, ownerId, firstDueOn } = commitments;
	const reports = reportedBy(db, { commitmentId: id, reporterId: ownerId }, on);
	const moved = movedBy(db, on);
	const withdrawn = sql`${commitments.state} = 'withdrawn'`;
	const gone = sql`${withdrawn} and ${commitments.statusAsOf} <= ${on}`;
	// What is withdrawn since has its last status overwritten, whether or not one was reported.
	const stood = asReported(
		reports,
		{ ...commitments, commitmentId: id, reporterId: ownerId },
		withdrawn
	);
	const unlessGone = (column: SQL | AnyPgColumn, then: SQL) =>
		sql`case when ${gone} then ${column} else ${then} end`;
	return standIn(
		db
			.select({
				...kept,
				...worded,
				state: unlessGone(sql`'withdrawn'`, sql`'published'`).as('state'),
				status: unlessGone(sql`'withdrawn'`, stood.status).as('status'),
				statusBasis: unlessGone(commitments.statusBasis, stood.statusBasis).as('status_basis'),
				statusAsOf: unlessGone(commitments.statusAsOf, stood.statusAsOf).as('status_as_of'),
				dueOn: sql`case when ${moved.times} = 0 then ${commitments.dueOn}
					else coalesce(${moved.dueOn}, ${firstDueOn}) end`.as('due_on')
			})
			.from(publishedOn(db, on))
			.leftJoinLateral(reports.reported, sql`true`)
			.leftJoinLateral(reports.ever, sql`true`)
			.leftJoinLateral(moved, sql`true`)
			.as('commitments')
	);
}
