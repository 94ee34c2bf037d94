import { eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import {
	commitmentParticipants,
	commitmentRequirements,
	commitments,
	countries,
	forums,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { facetCounts, namesOf, type FacetRow, type Place } from '../facets.ts';
import type { CommitmentFilters } from '../schema.ts';
import type { CommitmentStatus } from '../vocabulary.ts';
import { announcedYear, hasEvidence, isFunded, named, overdue } from './matching.server.ts';

/**
 * What one can filter the published commitments by, each value with how many it would lead to, and how
 * the places are called. `alike`: the words are only nearly those asked for. Public.
 */
export async function commitmentFacets(db: Db, filters: CommitmentFilters, alike = false) {
	const rows = await facetRows(db, filters, alike);
	return {
		counts: facetCounts(rows, filters),
		names: {
			country: namesOf(rows, 'country'),
			forum: namesOf(rows, 'forum'),
			pillar: namesOf(rows, 'pillar'),
			participant: await countryNames(db, new Set(rows.flatMap(({ participants }) => participants)))
		}
	};
}
export type CommitmentFacets = Awaited<ReturnType<typeof commitmentFacets>>;

async function countryNames(db: Db, codes: ReadonlySet<string>) {
	if (!codes.size) return new Map<string, { en: string; fr: string }>();
	const rows = await db
		.select({ code: countries.code, en: countries.nameEn, fr: countries.nameFr })
		.from(countries)
		.where(inArray(countries.code, [...codes]));
	return new Map(rows.map(({ code, en, fr }) => [code, { en, fr }]));
}

/** Commitments with the words asked for, those that are alike under every facet counted together. */
async function facetRows(db: Db, filters: CommitmentFilters, alike: boolean): Promise<FacetRow[]> {
	const served = db.$with('served').as(
		db
			.select({
				commitmentId: commitmentRequirements.commitmentId,
				numbers: sql<
					number[]
				>`array_agg(${requirements.number} order by ${requirements.number})`.as('numbers')
			})
			.from(commitmentRequirements)
			.innerJoin(requirements, eq(requirements.id, commitmentRequirements.requirementId))
			.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
			.where(eq(frameworks.key, VOLUNTARY_PRINCIPLES))
			.groupBy(commitmentRequirements.commitmentId)
	);
	const parties = db.$with('parties').as(
		db
			.select({
				commitmentId: commitmentParticipants.commitmentId,
				codes: sql<
					string[]
				>`array_agg(distinct ${organisations.countryCode}::text order by ${organisations.countryCode}::text)`.as(
					'codes'
				)
			})
			.from(commitmentParticipants)
			.innerJoin(organisations, eq(organisations.id, commitmentParticipants.organisationId))
			.where(isNotNull(organisations.countryCode))
			.groupBy(commitmentParticipants.commitmentId)
	);
	const rows = await db
		.with(served, parties)
		.select({
			country: { key: countries.code, en: countries.nameEn, fr: countries.nameFr },
			forum: { key: forums.key, en: forums.nameEn, fr: forums.nameFr },
			pillar: { key: requirements.key, en: requirements.titleEn, fr: requirements.titleFr },
			kind: commitments.kind,
			status: commitments.status,
			year: announcedYear,
			principles: sql<number[]>`coalesce(${served.numbers}, '{}')`,
			participants: sql<string[]>`coalesce(${parties.codes}, '{}')`,
			evidence: sql<boolean>`${hasEvidence(db)}`.as('evidence'),
			funded: sql<boolean>`${isFunded(db)}`.as('funded'),
			overdue: sql<boolean>`${overdue}`.as('overdue'),
			count: sql<number>`count(*)::int`
		})
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(countries, eq(countries.code, organisations.countryCode))
		.leftJoin(forums, eq(forums.key, commitments.forumKey))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.leftJoin(served, eq(served.commitmentId, commitments.id))
		.leftJoin(parties, eq(parties.commitmentId, commitments.id))
		.where(named(filters, alike))
		.groupBy(
			countries.code,
			forums.key,
			requirements.id,
			commitments.kind,
			commitments.status,
			announcedYear,
			served.numbers,
			parties.codes,
			sql`evidence`,
			sql`funded`,
			sql`overdue`
		);
	const place = (of: Partial<Place> | null): Place => ({ ...NOWHERE, ...of });
	return rows.map((row) => ({
		...row,
		country: place(row.country),
		forum: place(row.forum),
		pillar: place(row.pillar)
	}));
}

const NOWHERE: Place = { key: null, en: null, fr: null };

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
