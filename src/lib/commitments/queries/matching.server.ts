import { and, eq, ilike, or, sql, type SQL } from 'drizzle-orm';
import type { PgSelect } from 'drizzle-orm/pg-core';
import { commitmentFacets, commitments, organisations } from '#lib/server/db/schema/index.ts';
import type { CommitmentFilters } from '../schema.ts';

/** How alike a word must be to what was asked for, from 0 to 1, when nothing has the word itself. */
const ALIKE = 0.5;

const titles = sql`concat_ws(' ', ${commitments.titleEn}, ${commitments.titleFr}, ${commitments.leadAgency})`;
const { titleEn, titleFr, descriptionEn, descriptionFr, leadAgency } = commitments;
const words = sql`concord_words(${titleEn}, ${titleFr}, ${descriptionEn}, ${descriptionFr}, ${leadAgency})`;
const similarity = (q: string) =>
	sql`word_similarity(concord_plain(${q}), concord_plain(${titles}))`;

/** Fewer letters than this, run together, are found inside other words. */
const JOINED = 6;

/**
 * Words in either language, whatever their endings and accents; or part of a reference or title, two
 * words of which may be written as one (a tip line, a tipline). `alike` takes words that are nearly the
 * same instead.
 */
function found(q: string, alike: boolean): SQL | undefined {
	if (alike) return sql`${similarity(q)} >= ${ALIKE}`;
	const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
	const joined = pattern.replace(/\s+/g, '');
	return or(
		sql`${words} @@ concord_asked(${q})`,
		ilike(commitments.reference, pattern),
		sql`concord_plain(${titles}) like concord_plain(${pattern})`,
		joined.length - 2 >= JOINED
			? sql`replace(concord_plain(${titles}), ' ', '') like concord_plain(${joined})`
			: undefined
	);
}

/** How far from what was asked for, from 0 to 1, as a text that sorts like the number. */
export const distance = (q: string, alike: boolean): SQL<string> =>
	sql`to_char(1 - ${alike ? similarity(q) : sql`ts_rank(${words}, concord_asked(${q}), 32)`}, 'FM0.000000')`;

/** `isOverdue`, asked of what a published commitment is counted by; null where it cannot be late. */
export const late = sql<
	boolean | null
>`${commitmentFacets.lateAfter} < to_char(now() at time zone 'UTC', 'YYYY-MM-DD')`;
const overdue = sql<boolean>`coalesce(${late}, false)`;

/**
 * The commitments that the public may read and that have the words asked for, whatever else is chosen: for a query over
 * `commitmentFacets`, which holds those that are or were published and no other, with its commitment and the owner of that
 * beside it where `namesAny`. Undefined: all of them.
 */
export function named({ q, owner, source }: CommitmentFilters, alike: boolean): SQL | undefined {
	return and(
		q ? found(q, alike) : undefined,
		owner ? eq(organisations.slug, owner) : undefined,
		source ? eq(commitments.sourceUrl, source) : undefined
	);
}

/** Whether words, an owner or a source are asked for, which stand on the commitment itself. */
export const namesAny = ({ q, owner, source }: CommitmentFilters): boolean =>
	Boolean(q || owner || source);

/** A query over `commitmentFacets` with what `named` looks at beside it, where it looks at anything. */
export const besideNamed = <Query extends PgSelect>(query: Query, filters: CommitmentFilters) =>
	namesAny(filters)
		? query
				.innerJoin(commitments, eq(commitments.id, commitmentFacets.commitmentId))
				.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		: query;

/** Which published commitments the filters ask for, as `named` does. */
export function matching(filters: CommitmentFilters, alike: boolean): SQL | undefined {
	const { country, forum, kind, pillar, status, year, principle, participant } = filters;
	const facets = commitmentFacets;
	const holds = (list: SQL, value: string) => sql`${value} = any(${list})`;
	return and(
		named(filters, alike),
		country ? eq(facets.country, country) : undefined,
		forum ? eq(facets.forum, forum) : undefined,
		kind ? eq(facets.kind, kind) : undefined,
		pillar ? eq(facets.pillar, pillar) : undefined,
		status ? eq(facets.status, status) : undefined,
		year ? eq(facets.year, year) : undefined,
		principle ? holds(sql`${facets.principles}`, String(principle)) : undefined,
		participant ? holds(sql`${facets.participants}`, participant) : undefined,
		filters.evidence && eq(facets.evidence, filters.evidence === 'yes'),
		filters.funded && eq(facets.funded, filters.funded === 'yes'),
		filters.overdue && sql`${overdue} = ${filters.overdue === 'yes'}`
	);
}
