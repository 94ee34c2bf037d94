import { and, asc, count, desc, eq, inArray, isNull, notExists, sql } from 'drizzle-orm';
import { newestEndorsements } from '#lib/frameworks/queries/endorsed.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import {
	assessments,
	cycles,
	endorsements,
	forumMemberships,
	forums,
	organisations,
	publishedReviews
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** Alliances whose members one may expect to endorse; that they have not says nothing of their practice. */
const ALLIANCES = ['weprotect', 'tech-coalition'];

/**
 * Who has endorsed the Voluntary Principles, by name, each with its last published self-assessment and whether
 * a reviewer's rating of it is public: all, or a part of them with made-up companies last. Public.
 */
export async function endorsementRegister(db: Db, part?: { limit: number; offset: number }) {
	const newest = db
		.select({
			publishedAt: assessments.publishedAt,
			cycleEn: cycles.nameEn,
			cycleFr: cycles.nameFr,
			reviewed:
				sql<boolean>`exists (select from ${publishedReviews} r where r.assessment_id = ${assessments.id} and r.visibility = 'public')`.as(
					'reviewed'
				)
		})
		.from(assessments)
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.where(
			and(
				eq(assessments.disclosed, true),
				eq(assessments.organisationId, endorsements.organisationId)
			)
		)
		.orderBy(desc(cycles.opensOn))
		.limit(1)
		.as('newest');
	return db
		.select({
			slug: organisations.slug,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			sample: organisations.sample,
			status: endorsements.status,
			endorsedOn: endorsements.endorsedOn,
			certainty: endorsements.certainty,
			note: endorsements.note,
			sources: endorsements.sources,
			assessment: { en: newest.cycleEn, fr: newest.cycleFr },
			assessedAt: newest.publishedAt,
			/** Of one without an assessment nothing is published either. */
			reviewed: sql<boolean>`coalesce(${newest.reviewed}, false)`
		})
		.from(endorsements)
		.innerJoin(organisations, eq(organisations.id, endorsements.organisationId))
		.leftJoinLateral(newest, sql`true`)
		.where(
			inArray(
				endorsements.id,
				part ? partOf(db, part) : newestEndorsements(db, VOLUNTARY_PRINCIPLES)
			)
		)
		.orderBy(...(part ? [asc(organisations.sample)] : []), ...BY_NAME);
}

const BY_NAME = [sql`lower(${organisations.nameEn})`, asc(organisations.slug)];

/** Which endorsements stand in a part of the register: before their assessments are looked for, which is most of the work. */
const partOf = (db: Db, { limit, offset }: { limit: number; offset: number }) =>
	db
		.select({ id: endorsements.id })
		.from(endorsements)
		.innerJoin(organisations, eq(organisations.id, endorsements.organisationId))
		.where(inArray(endorsements.id, newestEndorsements(db, VOLUNTARY_PRINCIPLES)))
		.orderBy(asc(organisations.sample), ...BY_NAME)
		.limit(limit)
		.offset(offset);

/** How many companies stand in the register. Public. */
export async function countRegister(db: Db): Promise<number> {
	const [found] = await db
		.select({ count: count() })
		.from(endorsements)
		.where(inArray(endorsements.id, newestEndorsements(db, VOLUNTARY_PRINCIPLES)));
	return found?.count ?? 0;
}

export type RegisterEntry = Awaited<ReturnType<typeof endorsementRegister>>[number];

/** Companies that belong to an alliance and have no endorsement on record, alliance by alliance. Public. */
export async function membersWithoutEndorsement(db: Db) {
	const rows = await db
		.select({
			forum: forums.key,
			forumName: { en: forums.nameEn, fr: forums.nameFr },
			slug: organisations.slug,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			since: forumMemberships.since,
			certainty: forumMemberships.certainty,
			sourceUrl: forumMemberships.sourceUrl
		})
		.from(forumMemberships)
		.innerJoin(forums, eq(forums.key, forumMemberships.forumKey))
		.innerJoin(organisations, eq(organisations.id, forumMemberships.organisationId))
		.where(
			and(
				inArray(forums.key, ALLIANCES),
				eq(organisations.kind, 'company'),
				eq(organisations.sample, false),
				isNull(forumMemberships.until),
				notExists(
					db
						.select({ one: sql`1` })
						.from(endorsements)
						.where(
							and(
								eq(endorsements.organisationId, organisations.id),
								inArray(endorsements.id, newestEndorsements(db, VOLUNTARY_PRINCIPLES))
							)
						)
				)
			)
		)
		.orderBy(asc(forums.nameEn), sql`lower(${organisations.nameEn})`);
	return [...new Set(rows.map(({ forum }) => forum))].map((key) => {
		const members = rows.filter(({ forum }) => forum === key);
		return { key, name: members[0]?.forumName ?? { en: null, fr: null }, members };
	});
}
