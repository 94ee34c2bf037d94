import { and, asc, count, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import {
	commitmentRequirements,
	commitments,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CommitmentStatus } from '../vocabulary.ts';
import { partOf } from './standing.server.ts';

/** A withdrawn commitment stays readable, and its status says so. */
const shownStatus = sql<CommitmentStatus>`case when ${commitments.state} = 'withdrawn' then 'withdrawn' else ${commitments.status} end`;

const brief = {
	reference: commitments.reference,
	title: { en: commitments.titleEn, fr: commitments.titleFr },
	owner: { en: organisations.nameEn, fr: organisations.nameFr },
	status: shownStatus,
	statusBasis: commitments.statusBasis,
	statusAsOf: commitments.statusAsOf,
	dueOn: commitments.dueOn,
	announcedOn: commitments.announcedOn
};

/** Where the commitments of a brief list come from: a country's bodies, an organisation, a forum, or what serves a principle. */
export type Published =
	{ country: string } | { organisation: string } | { forum: string } | { principle: number };

/** Which of them: the first so many, or those after so many; of all by year, the newest first, or by reference alone. */
interface Slice {
	limit?: number;
	offset?: number;
	byYear?: boolean;
}

const year = sql<string | null>`left(${commitments.announcedOn}, 4)`;

/** Published commitments in brief, by reference. Drafts are left out whoever asks. Public. */
export async function listPublished(db: Db, of: Published, slice: Slice = {}) {
	const list = db
		.select(brief)
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(publishedOf(db, of))
		.orderBy(...(slice.byYear ? [sql`${year} desc nulls last`] : []), asc(commitments.reference))
		.$dynamic();
	return slice.limit === undefined ? list : list.limit(slice.limit).offset(slice.offset ?? 0);
}

/** How many there are of each status in each year in which they were announced. Public. */
export async function countPublishedByYear(db: Db, of: Published) {
	return db
		.select({ year: year.as('year'), status: shownStatus, count: count() })
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(publishedOf(db, of))
		.groupBy(sql`1`, sql`2`);
}

function publishedOf(db: Db, of: Published): SQL | undefined {
	const condition: SQL =
		'country' in of
			? eq(organisations.countryCode, of.country)
			: 'organisation' in of
				? eq(organisations.slug, of.organisation)
				: 'forum' in of
					? eq(commitments.forumKey, of.forum)
					: inArray(
							commitments.id,
							db
								.select({ id: commitmentRequirements.commitmentId })
								.from(commitmentRequirements)
								.innerJoin(requirements, eq(requirements.id, commitmentRequirements.requirementId))
								.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
								.where(
									and(
										eq(frameworks.key, VOLUNTARY_PRINCIPLES),
										eq(requirements.number, of.principle)
									)
								)
						);
	return and(isNotNull(commitments.publishedAt), condition);
}

/**
 * Published commitments that others lead and in which a country's bodies take part, in brief, by reference:
 * each with the status that is the country's own there. Public.
 */
export async function listTakenPart(db: Db, country: string): Promise<CommitmentBrief[]> {
	const part = partOf(db, { country });
	return db
		.select({
			...brief,
			status: sql<CommitmentStatus>`case when ${commitments.state} = 'withdrawn' then 'withdrawn' else ${part.status} end`,
			statusBasis: part.statusBasis,
			statusAsOf: part.statusAsOf
		})
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.innerJoin(part, eq(part.commitmentId, commitments.id))
		.where(
			and(
				isNotNull(commitments.publishedAt),
				sql`${organisations.countryCode} is distinct from ${country}`
			)
		)
		.orderBy(asc(commitments.reference));
}

export type CommitmentBrief = Awaited<ReturnType<typeof listPublished>>[number];
