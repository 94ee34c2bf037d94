import { and, asc, desc, eq, ilike, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import {
	commitments,
	countries,
	forums,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CommitmentFilters } from '../schema.ts';
import type { CommitmentSort } from '../vocabulary.ts';

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
	certainty: commitments.certainty
};

/** A phrase in quotes, or a word ruled out: whoever asks so wants that and nothing like it. */
const EXACT = /"|(^|\s)-/;

/** How alike a word must be to what was asked for, from 0 to 1, when nothing has the word itself. */
const ALIKE = 0.5;

/**
 * Words in either language, whatever their endings and accents; or part of a reference or title. `alike`
 * takes words that are nearly the same instead.
 */
function found(q: string, alike: boolean): SQL | undefined {
	const titles = sql`concat_ws(' ', ${commitments.titleEn}, ${commitments.titleFr}, ${commitments.leadAgency})`;
	if (alike) return sql`word_similarity(concord_plain(${q}), concord_plain(${titles})) >= ${ALIKE}`;
	const { titleEn, titleFr, descriptionEn, descriptionFr, leadAgency } = commitments;
	const words = sql`concord_words(${titleEn}, ${titleFr}, ${descriptionEn}, ${descriptionFr}, ${leadAgency})`;
	const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
	return or(
		sql`${words} @@ concord_asked(${q})`,
		ilike(commitments.reference, pattern),
		sql`concord_plain(${titles}) like concord_plain(${pattern})`
	);
}

/** Which commitments the filters ask for, of those that are or were published. */
function matching(filters: CommitmentFilters, alike: boolean): SQL | undefined {
	const { q, country, forum, kind, pillar, status, owner } = filters;
	return and(
		isNotNull(commitments.publishedAt),
		q ? found(q, alike) : undefined,
		country ? eq(organisations.countryCode, country) : undefined,
		forum ? eq(commitments.forumKey, forum) : undefined,
		kind ? eq(commitments.kind, kind) : undefined,
		pillar ? eq(requirements.key, pillar) : undefined,
		status ? eq(commitments.status, status) : undefined,
		owner ? eq(organisations.slug, owner) : undefined
	);
}

/** What each order sorts by before the reference, which settles ties. */
const SORT_KEYS: Record<CommitmentSort, SQL<string>> = {
	reference: sql`''::text`,
	due: sql`coalesce(${commitments.dueOn}, '9999')`,
	reported: sql`coalesce(${commitments.statusAsOf}, '')`
};

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
	const sort = filters.sort ?? 'reference';
	const newestFirst = sort === 'reported';
	const key = SORT_KEYS[sort];
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
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(countries, eq(countries.code, organisations.countryCode))
		.leftJoin(forums, eq(forums.key, commitments.forumKey))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(and(where, following))
		.orderBy(newestFirst ? desc(key) : asc(key), asc(commitments.reference))
		.limit(PAGE_SIZE + 1);
	const [counted] = await db
		.select({ total: sql<number>`count(*)::int` })
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(where);
	const shown = rows.slice(0, PAGE_SIZE);
	return {
		rows: shown,
		next: rows.length > PAGE_SIZE ? (shown.at(-1)?.reference ?? null) : null,
		total: counted?.total ?? 0
	};
}
export type CommitmentLine = Awaited<ReturnType<typeof listCommitments>>['rows'][number];

interface Option {
	key: string;
	name: { en: string; fr: string };
	count: number;
}

/**
 * What one can filter by, each with how many published commitments it has, by English name. Public.
 * Kinds and statuses come as counts alone: their words are messages.
 */
export async function commitmentFacets(db: Db) {
	const rows = await db
		.select({
			country: { key: countries.code, en: countries.nameEn, fr: countries.nameFr },
			forum: { key: forums.key, en: forums.nameEn, fr: forums.nameFr },
			pillar: { key: requirements.key, en: requirements.titleEn, fr: requirements.titleFr },
			owner: { key: organisations.slug, en: organisations.nameEn, fr: organisations.nameFr },
			kind: commitments.kind,
			status: commitments.status,
			count: sql<number>`count(*)::int`
		})
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(countries, eq(countries.code, organisations.countryCode))
		.leftJoin(forums, eq(forums.key, commitments.forumKey))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(isNotNull(commitments.publishedAt))
		.groupBy(
			countries.code,
			forums.key,
			requirements.id,
			organisations.id,
			commitments.kind,
			commitments.status
		);
	type Row = (typeof rows)[number];
	const options = (place: 'country' | 'forum' | 'pillar' | 'owner'): Option[] => {
		const found = new Map<string, Option>();
		for (const { [place]: at, count } of rows) {
			if (!at?.key) continue;
			const option = found.get(at.key) ?? { key: at.key, name: { en: at.en, fr: at.fr }, count: 0 };
			found.set(at.key, { ...option, count: option.count + count });
		}
		return [...found.values()].sort((a, b) => a.name.en.localeCompare(b.name.en, 'en'));
	};
	const counts = <Word extends string>(word: (row: Row) => Word) => {
		const tally: Partial<Record<Word, number>> = {};
		for (const row of rows) tally[word(row)] = (tally[word(row)] ?? 0) + row.count;
		return tally;
	};
	return {
		countries: options('country'),
		forums: options('forum'),
		pillars: options('pillar'),
		owners: options('owner'),
		kinds: counts(({ kind }) => kind),
		statuses: counts(({ status }) => status)
	};
}
