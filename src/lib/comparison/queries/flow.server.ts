import { today } from '../as-of.ts';
import { and, eq, isNotNull, lte, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { Refusal } from '#lib/access/refusal.ts';
import { asDated, counting } from '#lib/commitments/queries/counting.server.ts';
import {
	commitments,
	commitmentUpdates,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { FlowFilters } from '../schema.ts';
import { flowOf, quarterOf, type FlowSpan } from '../shapes/flow.ts';
import type { FlowState } from '../vocabulary.ts';
import { readCountries, readForums, readPillars, type Named } from './places.server.ts';
import { acceptedBy, publishedOn } from './standing-on-day.server.ts';

type FlowScope = Omit<FlowFilters, 'from' | 'on'>;

/** The quarter of a date that may be known to the year or the month only: then its last. */
const quarterIn = (
	date: SQL | typeof commitments.announcedOn | typeof commitments.statusAsOf
) => sql<number>`
	left(${date}, 4)::int * 4 + (coalesce(nullif(substr(${date}, 6, 2), ''), '12')::int - 1) / 3`;

/**
 * The statuses of published commitments over the quarters, counted by how long they were the last reported by
 * their owner. A status counts from its date, one without a date from the day on which it was accepted; what
 * was put right does not count, and of two that count the one of the later date does, as for the status of
 * today. Before the first, a commitment is announced; after it is taken back, withdrawn. Public: what is not
 * published is left out whoever asks.
 */
async function readSpans(
	db: Db,
	scope: FlowScope,
	{ last, on }: { last: number; on: string | undefined }
): Promise<FlowSpan[]> {
	const published = and(
		isNotNull(commitments.publishedAt),
		scope.country === undefined ? undefined : eq(organisations.countryCode, scope.country),
		scope.forum === undefined ? undefined : eq(commitments.forumKey, scope.forum),
		scope.kind === undefined ? undefined : eq(commitments.kind, scope.kind),
		scope.pillar === undefined ? undefined : eq(requirements.key, scope.pillar)
	);
	const own = { commitmentId: commitments.id };
	const reported = db
		.select({
			...own,
			state: sql<FlowState>`${commitmentUpdates.status}`.as('state'),
			quarter: quarterIn(
				sql`coalesce(${commitmentUpdates.asOf}, to_char(${commitmentUpdates.decidedAt} at time zone 'UTC', 'YYYY-MM-DD'))`
			).as('quarter'),
			/** In which order they go before one another: 0 is the announcement. */
			place: sql<number>`row_number() over (
				partition by ${commitments.id}
				order by ${sql.join(asDated(commitmentUpdates), sql`, `)})::int`.as('place')
		})
		.from(publishedOn(db, on))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.innerJoin(
			commitmentUpdates,
			and(
				eq(commitmentUpdates.commitmentId, commitments.id),
				eq(commitmentUpdates.ownerId, commitments.ownerId)
			)
		)
		.where(and(published, counting(db, commitmentUpdates, acceptedBy(on))));
	const announced = db
		.select({
			...own,
			state: sql<FlowState>`'unreported'`.as('state'),
			quarter: quarterIn(commitments.announcedOn).as('quarter'),
			place: sql<number>`0`.as('place')
		})
		.from(publishedOn(db, on))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(and(published, isNotNull(commitments.announcedOn)));
	const withdrawn = db
		.select({
			...own,
			state: sql<FlowState>`'withdrawn'`.as('state'),
			quarter: quarterIn(commitments.statusAsOf).as('quarter'),
			place: sql<number>`2147483647`.as('place')
		})
		.from(publishedOn(db, on))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(
			and(
				published,
				eq(commitments.state, 'withdrawn'),
				isNotNull(commitments.statusAsOf),
				on === undefined ? undefined : lte(commitments.statusAsOf, on)
			)
		);
	const all = unionAll(reported, announced, withdrawn).as('reported');
	/** How far the order had come by then: what comes late in time and early in order counts no more. */
	const ordered = db
		.select({
			commitmentId: all.commitmentId,
			state: all.state,
			quarter: all.quarter,
			place: all.place,
			furthest: sql<number>`max(${all.place}) over (
				partition by ${all.commitmentId} order by ${all.quarter}, ${all.place})`.as('furthest')
		})
		.from(all)
		.where(lte(all.quarter, last))
		.as('ordered');
	const stood = db
		.select({
			state: ordered.state,
			since: sql<number>`${ordered.quarter}`.as('since'),
			until: sql<number | null>`lead(${ordered.quarter}) over (
				partition by ${ordered.commitmentId} order by ${ordered.place})`.as('until')
		})
		.from(ordered)
		.where(eq(ordered.place, ordered.furthest))
		.as('stood');
	return db
		.select({
			state: stood.state,
			since: stood.since,
			until: stood.until,
			count: sql<number>`count(*)::int`
		})
		.from(stood)
		.groupBy(stood.state, stood.since, stood.until);
}

/**
 * How many published commitments stood in each status at the end of each quarter, by what is recorded today or
 * had been on a past day, and by what they may be chosen. Public. Throws `Refusal('not_found')` on a country, forum or pillar that does not exist.
 */
export async function statusFlow(
	db: Db,
	{ from, on, ...scope }: FlowFilters,
	asOf = on ?? today()
) {
	const choices = {
		countries: await readCountries(db),
		forums: await readForums(db),
		pillars: await readPillars(db)
	};
	const named = {
		country: chosen(choices.countries, scope.country),
		forum: chosen(choices.forums, scope.forum),
		pillar: chosen(choices.pillars, scope.pillar)
	};
	const last = quarterOf(asOf);
	return { choices, named, last, ...flowOf(await readSpans(db, scope, { last, on }), last, from) };
}
export type StatusFlow = Awaited<ReturnType<typeof statusFlow>>;

function chosen(list: readonly Named[], key: string | undefined): Named | null {
	if (key === undefined) return null;
	const found = list.find((one) => one.key === key);
	if (!found) throw new Refusal('not_found');
	return found;
}
