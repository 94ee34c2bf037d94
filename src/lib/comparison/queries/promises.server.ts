import { today } from '../as-of.ts';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { SETTLED } from '#lib/commitments/rules.ts';
import {
	commitmentParticipants,
	commitments,
	forumMeetings,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { scopeOfCountries, type CountryFilters } from '../schema.ts';
import { sumOutcomes, type OutcomeCounts, type PartyStatus } from '../shapes/outcomes.ts';
import { OUTCOMES, STATUSES_OF, type Outcome } from '../vocabulary.ts';
import { countryChoices } from './countries.server.ts';
import { asReported, reportedBy, standingOn } from './standing-on-day.server.ts';
import { inScope, shownStatus, type StatusScope } from './statuses.server.ts';
import { lastDay } from './timing.server.ts';

const listed = (statuses: readonly string[]) =>
	sql.join(
		statuses.map((status) => sql`${status}`),
		sql`, `
	);
const counted = (outcome: Outcome) =>
	sql<number>`(count(*) filter (where ${shownStatus} in (${listed(STATUSES_OF[outcome])})))::int`;

/** How many were promised, what became of them, and how many of them are past their date. `today` is a day. */
const outcomes = (today: string) => ({
	promised: sql<number>`count(*)::int`,
	done: counted('done'),
	kept_up: counted('kept_up'),
	under_way: counted('under_way'),
	no_evidence: counted('no_evidence'),
	ended: counted('ended'),
	overdue: sql<number>`(count(*) filter (where ${shownStatus} not in (${listed(SETTLED)})
		and ${lastDay(sql`${commitments.dueOn}`)} < ${today}))::int`
});

/** As the record stood when a day ended, where one is named; and which day counts as today. */
interface AsOf {
	on: string | undefined;
	today: string;
}

async function byForum(db: Db, scope: StatusScope, { on, today }: AsOf) {
	return db
		.select({ forum: commitments.forumKey, ...outcomes(today) })
		.from(standingOn(db, on))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(inScope(scope))
		.groupBy(commitments.forumKey);
}

/** What was promised in a forum, by the document that says so and the year in which it was announced. */
async function byDocument(db: Db, forum: string, scope: StatusScope, { on, today }: AsOf) {
	const year = sql<string | null>`left(${commitments.announcedOn}, 4)`;
	const rows = await db
		.select({ source: commitments.sourceUrl, year, ...outcomes(today) })
		.from(standingOn(db, on))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(inScope({ ...scope, forum }))
		.groupBy(commitments.sourceUrl, year)
		.orderBy(sql`${year} desc nulls last`, asc(commitments.sourceUrl));
	const meetings = await db
		.select({ year: forumMeetings.year, place: forumMeetings.place, dates: forumMeetings.dates })
		.from(forumMeetings)
		.where(eq(forumMeetings.forumKey, forum));
	return rows.map((row) => ({
		...row,
		/** Those that the forum held in that year: whether the document is theirs is not recorded. */
		meetings: meetings.filter(({ year }) => String(year) === row.year)
	}));
}

/** Where each stands that takes part in these published commitments. */
async function partiesOf(
	db: Db,
	shared: readonly string[],
	on: string | undefined
): Promise<PartyStatus[]> {
	const { commitmentId, organisationId: reporterId, status } = commitmentParticipants;
	const theirs = inArray(commitmentId, [...shared]);
	if (on === undefined)
		return db.select({ commitmentId, status }).from(commitmentParticipants).where(theirs);
	const reports = reportedBy(db, { commitmentId, reporterId }, on);
	const stood = asReported(reports, { ...commitmentParticipants, reporterId });
	return db
		.select({ commitmentId, status: stood.status })
		.from(commitmentParticipants)
		.leftJoinLateral(reports.reported, sql`true`)
		.leftJoinLateral(reports.ever, sql`true`)
		.where(theirs);
}

/** What was promised in a forum by several together: where each of them stands, by commitment. */
async function byParty(db: Db, forum: string, scope: StatusScope, { on }: AsOf) {
	const shared = await db
		.selectDistinct({
			id: commitments.id,
			reference: commitments.reference,
			title: { en: commitments.titleEn, fr: commitments.titleFr },
			year: sql<string | null>`left(${commitments.announcedOn}, 4)`,
			lead: shownStatus
		})
		.from(standingOn(db, on))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.innerJoin(commitmentParticipants, eq(commitmentParticipants.commitmentId, commitments.id))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(inScope({ ...scope, forum }))
		.orderBy(asc(commitments.reference));
	if (!shared.length) return [];
	const parties = await partiesOf(
		db,
		shared.map(({ id }) => id),
		on
	);
	return shared.map(({ id, lead, ...commitment }) => ({
		...commitment,
		...sumOutcomes([
			lead,
			...parties.filter(({ commitmentId }) => commitmentId === id).map(({ status }) => status)
		])
	}));
}

/**
 * What was promised against what is done: in each forum, and, where one is asked for, by document and, of
 * what several promised together, by party; today or on a past day. Public. Throws `Refusal('not_found')` where
 * a filter names what does not exist.
 */
export async function comparePromises(
	db: Db,
	filters: CountryFilters,
	asOf = filters.on ?? today()
) {
	const choices = await countryChoices(db, filters);
	const scope = scopeOfCountries(filters);
	const { forum } = filters;
	const day = { on: filters.on, today: asOf };
	const counts = await byForum(db, scope, day);
	const named = choices.forums.flatMap(({ key, name }) => {
		const own = counts.find((one) => one.forum === key);
		return own ? [{ key, name, counts: countsIn(own) }] : [];
	});
	const none = counts.find((one) => one.forum === null);
	return {
		view: 'promises' as const,
		choices,
		forums: named,
		/** Those that were made in no forum. */
		elsewhere: none ? countsIn(none) : null,
		/** Null where no forum is asked for. */
		documents: forum === undefined ? null : await byDocument(db, forum, scope, day),
		together: forum === undefined ? null : await byParty(db, forum, scope, day)
	};
}
export type PromiseComparison = Awaited<ReturnType<typeof comparePromises>>;

/** The counts of a row, without what they are of. */
function countsIn({ promised, overdue, ...row }: OutcomeCounts): OutcomeCounts {
	const counts = { promised, overdue } as OutcomeCounts;
	for (const outcome of OUTCOMES) counts[outcome] = row[outcome];
	return counts;
}
