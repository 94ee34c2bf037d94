import { eq, sql, type SQL } from 'drizzle-orm';
import { SETTLED } from '#lib/commitments/rules.ts';
import { commitments, organisations, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { TimingCount, TimingCounts } from '../shapes/timing.ts';
import type { DueDate, DueState } from '../vocabulary.ts';
import { standingOn } from './standing-on-day.server.ts';
import { GROUPS, inScope, shownStatus, type Group, type StatusScope } from './statuses.server.ts';

const NOT_AWAITED = sql.join(
	SETTLED.filter((status) => status !== 'completed').map((status) => sql`${status}`),
	sql`, `
);

/** As many characters of two partial dates as both have. */
const common = (one: SQL, other: SQL) => sql`least(length(${one}), length(${other}))`;

/** The last day that a partial date may mean, as one that sorts: `lastDay`, asked of the database. */
export const lastDay = (date: SQL) =>
	sql`case length(${date}) when 4 then ${date} || '-12-31' when 7 then ${date} || '-31' else ${date} end`;

/** The last day that a partial date may mean, as one that can be counted from. */
const lastDate = (date: SQL) =>
	sql`case length(${date})
		when 4 then make_date(${date}::int, 12, 31)
		when 7 then (to_date(${date}, 'YYYY-MM') + interval '1 month - 1 day')::date
		else ${date}::date end`;

/** `timingAgainst` and `commitmentAsDated`, asked of the database. */
function dueState(due: SQL, today: string): SQL<DueState> {
	const reported = sql`${commitments.statusAsOf}`;
	return sql<DueState>`case
		when ${shownStatus} in (${NOT_AWAITED}) then 'not_awaited'
		when ${due} is null then 'no_date'
		when ${shownStatus} <> 'completed'
			then case when ${lastDay(due)} < ${today} then 'overdue' else 'ahead' end
		when ${reported} is null then 'undated_report'
		when left(${due}, ${common(due, reported)}) < left(${reported}, ${common(due, reported)}) then 'late'
		else 'on_time' end`;
}

/**
 * Days from the date first promised to the date in force, as precisely as both are known; null where one
 * of them is not.
 */
function daysMoved(): SQL<number | null> {
	const first = sql`${commitments.firstDueOn}`;
	const due = sql`${commitments.dueOn}`;
	const length = common(first, due);
	return sql<
		number | null
	>`${lastDate(sql`left(${due}, ${length})`)} - ${lastDate(sql`left(${first}, ${length})`)}`;
}

export interface TimingScope extends StatusScope {
	against: DueDate;
	/** A day. */
	today: string;
	/** As the record stood when this day ended. */
	on?: string;
}

interface Timings {
	of: (group: Group) => TimingCount[];
	/** All of them together; null where there is none. */
	whole: TimingCounts | null;
}

/**
 * Commitments that the public may read, counted by how they stand against their date, and by how far that date
 * has moved: within each group of each kind named, and all of them, in one question. Today or on a past day. Public.
 */
export async function countTiming(
	db: Db,
	groups: readonly [Group, ...Group[]],
	{ against, today, on, ...scope }: TimingScope
): Promise<Timings> {
	const due =
		against === 'first'
			? sql`coalesce(${commitments.firstDueOn}, ${commitments.dueOn})`
			: sql`${commitments.dueOn}`;
	const dated = db
		.select({
			...GROUPS,
			state: dueState(due, today).as('due_state'),
			days: daysMoved().as('days')
		})
		.from(standingOn(db, on))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(inScope(scope))
		.as('dated');
	const inState = (state: DueState) =>
		sql<number>`(count(*) filter (where ${dated.state} = ${state}))::int`;
	const awaited = sql`${dated.state} <> 'not_awaited'`;
	const keys = groups.map((group) => dated[group]);
	const sets = [...keys.map((key) => sql`(${key})`), sql`()`];
	const counted = await db
		.select({
			by: sql<Group | null>`case ${sql.join(
				groups.map((group) => sql`when grouping(${dated[group]}) = 0 then ${group}`),
				sql` `
			)} end`,
			group: sql<string | null>`coalesce(${sql.join(keys, sql`, `)})`,
			on_time: inState('on_time'),
			late: inState('late'),
			overdue: inState('overdue'),
			ahead: inState('ahead'),
			undated_report: inState('undated_report'),
			no_date: inState('no_date'),
			not_awaited: inState('not_awaited'),
			total: sql<number>`count(*)::int`,
			later: sql<number>`(count(*) filter (where ${awaited} and ${dated.days} > 0))::int`,
			earlier: sql<number>`(count(*) filter (where ${awaited} and ${dated.days} < 0))::int`,
			medianDays: sql<
				number | null
			>`(percentile_cont(0.5) within group (order by ${dated.days}) filter (where ${awaited} and ${dated.days} <> 0))::float8`
		})
		.from(dated)
		.groupBy(sql`grouping sets (${sql.join(sets, sql`, `)})`);
	const of = (group: Group | null) =>
		counted.flatMap(({ by, ...counts }) => (by === group ? [counts] : []));
	return { of, whole: of(null).find(({ total }) => total > 0) ?? null };
}
