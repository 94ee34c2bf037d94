import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { CLOSED, isStale, nextReportBy } from '#lib/commitments/freshness.ts';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import {
	commitmentParticipants,
	commitments,
	commitmentUpdates,
	commitmentVersions,
	forums,
	milestones
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { dueAssessments } from './awaited.server.ts';
import { duePassages } from './passages.server.ts';
import { nearness } from './rules.ts';
import type { Asks, ReminderKind } from './vocabulary.ts';

/** Something that people of an organisation are to be reminded of. */
export interface Due {
	organisationId: string;
	kind: ReminderKind;
	/** What is asked for there: a report, or answers. */
	asks: Asks;
	/** The commitment, milestone, update, assessment or invitation to one, to name the occasion by. */
	id: string;
	reference: string;
	/** Of what is published. */
	title: Bilingual;
	milestone: Bilingual | null;
	/** The date that is due, or the day from which it has been waiting. */
	since: string;
	/** Where it is answered, without the language. */
	path: string;
}

const about = {
	reference: commitments.reference,
	title: { en: commitments.titleEn, fr: commitments.titleFr }
};
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

/**
 * What is returned, overdue, due soon or not confirmed for longer than its forum expects, for each
 * organisation that owns it or takes part in it, and the self-assessments that are awaited from it. What it
 * has reported on and the secretariat has still to review is left out. Needs the system actor. `today` is a
 * day.
 */
export async function whatIsDue(db: Db, today: string): Promise<Due[]> {
	const reporters = await reportersOn(db);
	return [
		...(await returned(db)),
		...(await dueMilestones(db, reporters, today)),
		...(await dueAssessments(db, today)),
		...(await duePassages(db, today)),
		...reporters.flatMap((reporter) => dueCommitment(reporter, today) ?? [])
	];
}

/** Each published commitment once for its owner and once for each who takes part. */
async function reportersOn(db: Db) {
	const columns = {
		...about,
		id: commitments.id,
		ownerId: commitments.ownerId,
		dueOn: commitments.dueOn,
		publishedAt: commitments.publishedAt,
		expectsWithinMonths: forums.expectsWithinMonths
	};
	const published = eq(commitments.state, 'published');
	const owners = await db
		.select({
			...columns,
			organisationId: commitments.ownerId,
			status: commitments.status,
			statusAsOf: commitments.statusAsOf
		})
		.from(commitments)
		.leftJoin(forums, eq(forums.key, commitments.forumKey))
		.where(published);
	const participants = await db
		.select({
			...columns,
			organisationId: commitmentParticipants.organisationId,
			status: commitmentParticipants.status,
			statusAsOf: commitmentParticipants.statusAsOf
		})
		.from(commitmentParticipants)
		.innerJoin(commitments, eq(commitments.id, commitmentParticipants.commitmentId))
		.leftJoin(forums, eq(forums.key, commitments.forumKey))
		.where(published);
	const waiting = await db
		.select({ id: commitmentUpdates.commitmentId, organisationId: commitmentUpdates.ownerId })
		.from(commitmentUpdates)
		.where(inArray(commitmentUpdates.state, ['posted', 'returned']));
	const key = (one: { id: string; organisationId: string }) => `${one.id} ${one.organisationId}`;
	const isWaiting = new Set(waiting.map(key));
	return [...owners, ...participants].filter(
		(one) => !isWaiting.has(key(one)) && !CLOSED.includes(one.status)
	);
}
type Reporter = Awaited<ReturnType<typeof reportersOn>>[number];

const pageToReport = ({ reference }: { reference: string }) =>
	`/workspace/commitments/${reference}/update`;

function dueCommitment(reporter: Reporter, today: string): Due | null {
	const { organisationId, id, reference, title, dueOn } = reporter;
	const line = {
		organisationId,
		id,
		asks: 'report' as const,
		reference,
		title,
		milestone: null,
		path: pageToReport(reporter)
	};
	// What is kept up without an end has no date to miss; that it is kept up is still to be confirmed.
	const near = reporter.status === 'continuing' ? null : nearness(dueOn, today);
	if (dueOn && near) return { ...line, kind: `commitment_${near}`, since: dueOn };
	const since = nextReportBy(reporter);
	return since && isStale(reporter, today) ? { ...line, kind: 'stale', since } : null;
}

async function dueMilestones(
	db: Db,
	reporters: readonly Reporter[],
	today: string
): Promise<Due[]> {
	const open = await db
		.select({
			id: milestones.id,
			commitmentId: milestones.commitmentId,
			organisationId: sql<string>`coalesce(${milestones.participantId}, ${commitments.ownerId})`,
			milestone: { en: milestones.titleEn, fr: milestones.titleFr },
			dueOn: milestones.dueOn
		})
		.from(milestones)
		.innerJoin(commitments, eq(commitments.id, milestones.commitmentId))
		.leftJoin(commitmentUpdates, eq(commitmentUpdates.id, milestones.proposedIn))
		.where(
			and(
				eq(commitments.state, 'published'),
				eq(milestones.status, 'open'),
				isNotNull(milestones.dueOn),
				or(isNull(milestones.proposedIn), eq(commitmentUpdates.state, 'accepted'))
			)
		);
	const byKey = new Map(reporters.map((one) => [`${one.id} ${one.organisationId}`, one]));
	return open.flatMap(({ commitmentId, dueOn, ...one }) => {
		const reporter = byKey.get(`${commitmentId} ${one.organisationId}`);
		const near = nearness(dueOn, today);
		if (!reporter || !near || !dueOn) return [];
		const { reference, title } = reporter;
		const path = pageToReport(reporter);
		return [
			{
				...one,
				kind: `milestone_${near}` as const,
				asks: 'report' as const,
				reference,
				title,
				since: dueOn,
				path
			}
		];
	});
}

/** Commitments, updates and rewordings that the secretariat has returned, each with the day on which it did. */
async function returned(db: Db): Promise<Due[]> {
	const kind = 'returned' as const;
	const drafts = await db
		.select({
			...about,
			id: commitments.id,
			organisationId: commitments.ownerId,
			at: commitments.updatedAt
		})
		.from(commitments)
		.where(eq(commitments.state, 'returned'));
	const updates = await db
		.select({
			...about,
			id: commitmentUpdates.id,
			organisationId: commitmentUpdates.ownerId,
			at: sql<Date>`coalesce(${commitmentUpdates.decidedAt}, ${commitmentUpdates.createdAt})`.mapWith(
				commitmentUpdates.createdAt
			)
		})
		.from(commitmentUpdates)
		.innerJoin(commitments, eq(commitments.id, commitmentUpdates.commitmentId))
		.where(and(eq(commitmentUpdates.state, 'returned'), eq(commitments.state, 'published')));
	const rewordings = await db
		.select({
			...about,
			id: commitmentVersions.id,
			organisationId: commitments.ownerId,
			at: sql<Date>`coalesce(${commitmentVersions.decidedAt}, ${commitmentVersions.createdAt})`.mapWith(
				commitmentVersions.createdAt
			)
		})
		.from(commitmentVersions)
		.innerJoin(commitments, eq(commitments.id, commitmentVersions.commitmentId))
		.where(and(eq(commitmentVersions.state, 'returned'), eq(commitments.state, 'published')));
	const pageOf = ({ reference }: { reference: string }) => `/workspace/commitments/${reference}`;
	return [
		// What is not published is not named in a mail either: its reference leads to it.
		...drafts.map((one) => ({ ...one, title: { en: null, fr: null }, path: pageOf(one) })),
		...updates.map((one) => ({ ...one, path: `${pageOf(one)}/updates/${one.id}` })),
		...rewordings.map((one) => ({ ...one, path: `${pageOf(one)}/reword` }))
	].map(({ at, ...one }) => ({
		...one,
		kind,
		asks: 'report',
		milestone: null,
		since: dayOf(at)
	}));
}
