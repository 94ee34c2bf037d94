import { eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import {
	commitmentFacets as facetsKept,
	commitments,
	countries,
	forums,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { chosenFacets, FACETS, type Facet, type FacetCounts } from '../facets.ts';
import type { CommitmentFilters } from '../schema.ts';
import type { CommitmentStatus } from '../vocabulary.ts';
import { countLate, keptCounts } from './counts.server.ts';
import { besideNamed, late, named, namesAny } from './matching.server.ts';

/**
 * What one can filter the published commitments by, each value with how many there would be for it, everything else that
 * is chosen staying as it is; and how the places are called. `alike`: the words are only nearly those asked for. Public.
 */
export async function commitmentFacets(db: Db, filters: CommitmentFilters, alike = false) {
	const counts = await facetCounts(db, filters, alike);
	return { counts, names: await placeNames(db, counts, filters) };
}
export type CommitmentFacets = Awaited<ReturnType<typeof commitmentFacets>>;

/** Facets of one value, by what holds it in a line of `sorted`; the others hold a list. */
const SINGLE = {
	country: sql`country`,
	forum: sql`forum`,
	kind: sql`kind`,
	pillar: sql`pillar`,
	status: sql`status`,
	year: sql`year`,
	evidence: sql`evidence`,
	funded: sql`funded`,
	overdue: sql`overdue`
} as const satisfies Partial<Record<Facet, SQL>>;
const LISTS = {
	principle: sql`principles`,
	participant: sql`participants`
} as const satisfies Record<Exclude<Facet, keyof typeof SINGLE>, SQL>;

const chooses = (facet: Facet, value: string): SQL =>
	facet === 'principle' || facet === 'participant'
		? sql`${value} = any(${LISTS[facet]})`
		: sql`${SINGLE[facet]} = ${value}`;

/** Where nothing is asked for, the counts that are kept; else each that matches is looked at. */
async function facetCounts(
	db: Db,
	filters: CommitmentFilters,
	alike: boolean
): Promise<FacetCounts> {
	const asked = namesAny(filters) || chosenFacets(filters).length;
	const rows = asked ? await countedAmong(db, filters, alike) : await countedInAll(db);
	const counts = Object.fromEntries(
		FACETS.map((facet) => [facet, new Map<string, number>()])
	) as FacetCounts;
	for (const { facet, value, count } of rows) counts[facet].set(value, count);
	return counts;
}

interface Counted {
	facet: Facet;
	value: string;
	count: number;
}

/** The counts that are kept, and how many are late, which comes by the day. */
async function countedInAll(db: Db): Promise<Counted[]> {
	const kept = await keptCounts(db);
	// Each is of one kind.
	const total = kept.reduce((sum, { facet, count }) => sum + (facet === 'kind' ? count : 0), 0);
	const late = await countLate(db);
	return [
		...kept,
		...(late ? [{ facet: 'overdue' as const, value: 'yes', count: late }] : []),
		...(total > late ? [{ facet: 'overdue' as const, value: 'no', count: total - late }] : [])
	];
}

/**
 * A commitment counts for a value of a facet if it has all else that is chosen. So each is looked at once, with the
 * facets in which it has another value than the one that is chosen: none, or the very facet that is counted.
 */
async function countedAmong(
	db: Db,
	filters: CommitmentFilters,
	alike: boolean
): Promise<Counted[]> {
	const facets = facetsKept;
	const yesOrNo = (condition: SQL) => sql<string>`case when ${condition} then 'yes' else 'no' end`;
	const all = db
		.select({
			country: facets.country,
			forum: facets.forum,
			pillar: facets.pillar,
			kind: facets.kind,
			status: facets.status,
			year: facets.year,
			principles: facets.principles,
			participants: facets.participants,
			evidence: yesOrNo(sql`${facets.evidence}`).as('evidence'),
			funded: yesOrNo(sql`${facets.funded}`).as('funded'),
			overdue: yesOrNo(late).as('overdue')
		})
		.from(facets)
		.$dynamic();
	const lines = besideNamed(all, filters).where(named(filters, alike));
	const chosen = chosenFacets(filters);
	const others = chosen.length
		? sql`array_remove(array[${sql.join(
				chosen.map(
					([facet, value]) =>
						sql`case when ${chooses(facet, value)} is not true then ${facet}::text end`
				),
				sql`, `
			)}], null)`
		: sql`'{}'::text[]`;
	const values = sql.join(
		Object.entries(SINGLE).map(([facet, column]) => sql`(${facet}::text, ${column})`),
		sql`, `
	);
	const listed = sql.join(
		Object.entries(LISTS).map(
			([facet, column]) => sql`union all select ${facet}::text, unnest(${column})`
		),
		sql` `
	);
	const { rows } = (await db.execute(sql`
		with sorted as materialized (select *, ${others} as others from (${lines}) as lines)
		select facet, value, count(*)::int as count
		from sorted, lateral (values ${values} ${listed}) as has (facet, value)
		where cardinality(others) < 2 and value is not null and (others = '{}' or others = array[facet])
		group by facet, value`)) as unknown as { rows: Counted[] };
	return rows;
}

type Names = Map<string, { en: string; fr: string }>;

/** How the places are called that are counted or chosen. */
async function placeNames(db: Db, counts: FacetCounts, filters: CommitmentFilters) {
	const keysOf = (facet: 'country' | 'forum' | 'pillar' | 'participant') => [
		...new Set([...counts[facet].keys(), ...(filters[facet] ? [filters[facet]] : [])])
	];
	const keys = {
		country: keysOf('country'),
		forum: keysOf('forum'),
		pillar: keysOf('pillar'),
		participant: keysOf('participant')
	};
	const rows = await unionAll(
		db
			.select({
				of: sql<string>`'country'`,
				version: sql<string>`''`,
				key: countries.code,
				en: countries.nameEn,
				fr: countries.nameFr
			})
			.from(countries)
			.where(inArray(countries.code, [...new Set([...keys.country, ...keys.participant])])),
		db
			.select({
				of: sql<string>`'forum'`,
				version: sql<string>`''`,
				key: forums.key,
				en: forums.nameEn,
				fr: forums.nameFr
			})
			.from(forums)
			.where(inArray(forums.key, keys.forum)),
		db
			.select({
				of: sql<string>`'pillar'`,
				version: sql<string>`${frameworks.version}::text`,
				key: sql<string>`${requirements.key}`,
				en: requirements.titleEn,
				fr: requirements.titleFr
			})
			.from(requirements)
			.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
			.where(inArray(requirements.key, keys.pillar))
	);
	// A key may stand in several versions of a framework: it is called as in the last.
	const inOrder = rows.toSorted((one, other) =>
		one.version.localeCompare(other.version, 'en', { numeric: true })
	);
	const called = (of: string, wanted: readonly string[]): Names =>
		new Map(
			inOrder
				.filter((row) => row.of === of && wanted.includes(row.key))
				.map(({ key, en, fr }) => [key, { en: en ?? key, fr: fr ?? key }])
		);
	return {
		country: called('country', keys.country),
		forum: called('forum', keys.forum),
		pillar: called('pillar', keys.pillar),
		participant: called('country', keys.participant)
	};
}

/** How many published commitments have each status, and in how many countries they are made. Public. */
export async function commitmentOverview(db: Db) {
	const rows = await db
		.select({ status: commitments.status, count: sql<number>`count(*)::int` })
		.from(commitments)
		.where(isNotNull(commitments.publishedAt))
		.groupBy(commitments.status);
	const [made] = await db
		.select({ countries: sql<number>`count(distinct ${organisations.countryCode})::int` })
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(isNotNull(commitments.publishedAt));
	const statuses: Partial<Record<CommitmentStatus, number>> = Object.fromEntries(
		rows.map(({ status, count }) => [status, count])
	);
	return { statuses, countries: made?.countries ?? 0 };
}
