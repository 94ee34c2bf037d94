import { and, asc, desc, eq, exists, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { Refusal } from '#lib/access/refusal.ts';
import { newestEndorsements } from '#lib/frameworks/queries/endorsed.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import {
	assessments,
	countries,
	cycles,
	endorsements,
	forumMemberships,
	forums,
	organisations,
	services
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CompanyListFilters } from '../schema.ts';

const endorsement = {
	status: endorsements.status,
	endorsedOn: endorsements.endorsedOn,
	certainty: endorsements.certainty,
	note: endorsements.note,
	sources: endorsements.sources
};

const ofThePrinciples = (db: Db) =>
	and(
		eq(endorsements.organisationId, organisations.id),
		inArray(endorsements.id, newestEndorsements(db, VOLUNTARY_PRINCIPLES))
	);

function condition(db: Db, { sector, endorsement, forum, samples }: CompanyListFilters) {
	const conditions: (SQL | undefined)[] = [
		eq(organisations.kind, 'company'),
		sector ? sql`${sector} = any (${organisations.sectors})` : undefined,
		samples ? eq(organisations.sample, samples === 'yes') : undefined,
		endorsement === 'none' ? isNull(endorsements.id) : undefined,
		endorsement && endorsement !== 'none' ? eq(endorsements.status, endorsement) : undefined,
		forum
			? exists(
					db
						.select({ one: sql`1` })
						.from(forumMemberships)
						.where(
							and(
								eq(forumMemberships.organisationId, organisations.id),
								eq(forumMemberships.forumKey, forum),
								isNull(forumMemberships.until)
							)
						)
				)
			: undefined
	];
	return and(...conditions);
}

/**
 * Companies by name, samples last, each with its endorsement of the Voluntary Principles, if one is
 * on record, and the cycle of its newest published self-assessment. Public.
 */
export async function listCompanies(db: Db, filters: CompanyListFilters = {}) {
	const newest = db
		.select({
			cycleEn: cycles.nameEn,
			cycleFr: cycles.nameFr
		})
		.from(assessments)
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.where(and(eq(assessments.disclosed, true), eq(assessments.organisationId, organisations.id)))
		.orderBy(desc(cycles.opensOn))
		.limit(1)
		.as('newest');
	return db
		.select({
			slug: organisations.slug,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			sectors: organisations.sectors,
			sample: organisations.sample,
			endorsement,
			assessment: { en: newest.cycleEn, fr: newest.cycleFr }
		})
		.from(organisations)
		.leftJoin(endorsements, ofThePrinciples(db))
		.leftJoinLateral(newest, sql`true`)
		.where(condition(db, filters))
		.orderBy(asc(organisations.sample), sql`lower(${organisations.nameEn})`);
}

/** What the list of companies can be filtered by: sectors, and forums that companies belong to. Public. */
export async function companyFacets(db: Db) {
	const sectors = await db
		.selectDistinct({ sector: sql<string>`unnest(${organisations.sectors})` })
		.from(organisations)
		.where(eq(organisations.kind, 'company'));
	const memberOf = await db
		.selectDistinct({ key: forums.key, name: { en: forums.nameEn, fr: forums.nameFr } })
		.from(forumMemberships)
		.innerJoin(forums, eq(forums.key, forumMemberships.forumKey))
		.innerJoin(organisations, eq(organisations.id, forumMemberships.organisationId))
		.where(eq(organisations.kind, 'company'))
		.orderBy(asc(forums.nameEn));
	return { sectors: sectors.map(({ sector }) => sector), forums: memberOf };
}

/**
 * One company: what it is, its services, its memberships and its endorsement of the Voluntary
 * Principles. Throws `Refusal('not_found')`. Public.
 */
export async function getCompany(db: Db, slug: string) {
	const parents = alias(organisations, 'parents');
	const [company] = await db
		.select({
			id: organisations.id,
			slug: organisations.slug,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			country: { code: countries.code, en: countries.nameEn, fr: countries.nameFr },
			headquartersCertainty: organisations.headquartersCertainty,
			parent: { slug: parents.slug, en: parents.nameEn, fr: parents.nameFr },
			sectors: organisations.sectors,
			brands: organisations.brands,
			note: organisations.note,
			sources: organisations.sources,
			sample: organisations.sample,
			endorsement
		})
		.from(organisations)
		.leftJoin(countries, eq(countries.code, organisations.countryCode))
		.leftJoin(parents, eq(parents.id, organisations.parentId))
		.leftJoin(endorsements, ofThePrinciples(db))
		.where(and(eq(organisations.slug, slug), eq(organisations.kind, 'company')));
	if (!company) throw new Refusal('not_found');
	const itsServices = await db
		.select({
			name: services.name,
			kind: services.kind,
			features: services.features,
			endedOn: services.endedOn
		})
		.from(services)
		.where(eq(services.organisationId, company.id))
		.orderBy(asc(services.name));
	const memberships = await db
		.select({
			forum: forums.key,
			forumName: { en: forums.nameEn, fr: forums.nameFr },
			role: forumMemberships.role,
			since: forumMemberships.since,
			certainty: forumMemberships.certainty,
			basis: forumMemberships.basis,
			sourceUrl: forumMemberships.sourceUrl
		})
		.from(forumMemberships)
		.innerJoin(forums, eq(forums.key, forumMemberships.forumKey))
		.where(and(eq(forumMemberships.organisationId, company.id), isNull(forumMemberships.until)))
		.orderBy(asc(forums.nameEn));
	return { ...company, services: itsServices, memberships };
}

/** How many real companies have an endorsement of the Voluntary Principles confirmed by a source. Public. */
export async function countEndorsers(db: Db): Promise<number> {
	return db.$count(
		endorsements,
		and(
			inArray(endorsements.id, newestEndorsements(db, VOLUNTARY_PRINCIPLES)),
			eq(endorsements.status, 'endorsed'),
			eq(endorsements.certainty, 'confirmed'),
			inArray(
				endorsements.organisationId,
				db
					.select({ id: organisations.id })
					.from(organisations)
					.where(eq(organisations.sample, false))
			)
		)
	);
}
