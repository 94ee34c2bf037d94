import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import {
	commitmentFacets,
	commitments,
	countries,
	forums,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CommitmentFilters } from '../schema.ts';
import type { CommitmentSort } from '../vocabulary.ts';
import { chosenFacets, sortOf } from '../facets.ts';
import { countPublished } from './counts.server.ts';
import { besideNamed, distance, matching, namesAny } from './matching.server.ts';

export const PAGE_SIZE = 25;

/** What a line of a list of commitments shows. */
export const lineColumns = {
	id: commitments.id,
	reference: commitments.reference,
	title: { en: commitments.titleEn, fr: commitments.titleFr },
	ownerId: organisations.id,
	ownerSlug: organisations.slug,
	ownerName: { en: organisations.nameEn, fr: organisations.nameFr },
	countryCode: organisations.countryCode,
	kind: commitments.kind,
	state: commitments.state,
	status: commitments.status,
	statusBasis: commitments.statusBasis,
	statusAsOf: commitments.statusAsOf,
	startsOn: commitments.startsOn,
	dueOn: commitments.dueOn,
	certainty: commitments.certainty,
	publishedAt: commitments.publishedAt,
	/** How often its forum expects a word. */
	expectsWithinMonths: sql<
		number | null
	>`(select f.expects_within_months from forums f where f.key = ${commitments.forumKey})`
};

/** A phrase in quotes, or a word ruled out: whoever asks so wants that and nothing like it. */
const EXACT = /"|(^|\s)-/;

/** What each order sorts by before the reference, which settles ties. */
const SORT_KEYS: Record<Exclude<CommitmentSort, 'relevance'>, SQL<string>> = {
	reference: sql`''::text`,
	due: sql`coalesce(${commitments.dueOn}, '9999')`,
	reported: sql`coalesce(${commitments.statusAsOf}, '')`,
	announced: sql`coalesce(${commitments.announcedOn}, '')`
};
const NEWEST_FIRST: readonly CommitmentSort[] = ['reported', 'announced'];

/**
 * Commitments that the public may read, one page of them in the order asked for, and how many match
 * in all. `next` is the reference after which the list goes on. Where no record has the words asked
 * for, those with words that are `alike`. Public: what is not published is left out whoever asks.
 */
export async function listCommitments(db: Db, _actor: Actor, filters: CommitmentFilters) {
	const exact = await pageOf(db, filters, false);
	if (exact.total || !filters.q || EXACT.test(filters.q)) return { ...exact, alike: false };
	const similar = await pageOf(db, filters, true);
	return { ...similar, alike: similar.total > 0 };
}

async function pageOf(db: Db, filters: CommitmentFilters, alike: boolean) {
	const sort = sortOf(filters);
	const newestFirst = NEWEST_FIRST.includes(sort);
	const key = sort === 'relevance' ? distance(filters.q ?? '', alike) : SORT_KEYS[sort];
	// Inside, the table stands for the row after which the list goes on; outside, for each row asked about.
	const last = sql`(select ${key} from ${commitments} where ${commitments.reference} = ${filters.after})`;
	const following =
		filters.after === undefined
			? undefined
			: newestFirst
				? sql`(${key} < ${last} or (${key} = ${last} and ${commitments.reference} > ${filters.after}))`
				: sql`(${key}, ${commitments.reference}) > (${last}, ${filters.after})`;
	const where = matching(filters, alike);
	const rows = await db
		.select({
			...lineColumns,
			countryName: { en: countries.nameEn, fr: countries.nameFr },
			forumKey: commitments.forumKey,
			forumName: { en: forums.nameEn, fr: forums.nameFr },
			pillarKey: requirements.key,
			pillarName: { en: requirements.titleEn, fr: requirements.titleFr }
		})
		.from(commitments)
		.innerJoin(commitmentFacets, eq(commitmentFacets.commitmentId, commitments.id))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(countries, eq(countries.code, organisations.countryCode))
		.leftJoin(forums, eq(forums.key, commitments.forumKey))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(and(where, following))
		.orderBy(newestFirst ? desc(key) : asc(key), asc(commitments.reference))
		.limit(PAGE_SIZE + 1);
	const shown = rows.slice(0, PAGE_SIZE);
	return {
		rows: shown,
		next: rows.length > PAGE_SIZE ? (shown.at(-1)?.reference ?? null) : null,
		total: await countOf(db, filters, alike)
	};
}

/** How many match in all, on whatever page. */
async function countOf(db: Db, filters: CommitmentFilters, alike: boolean): Promise<number> {
	if (!namesAny(filters) && !chosenFacets(filters).length) return countPublished(db);
	const counted = db
		.select({ total: sql<number>`count(*)::int` })
		.from(commitmentFacets)
		.$dynamic();
	const [found] = await besideNamed(counted, filters).where(matching(filters, alike));
	return found?.total ?? 0;
}
export type CommitmentLine = Awaited<ReturnType<typeof listCommitments>>['rows'][number];
