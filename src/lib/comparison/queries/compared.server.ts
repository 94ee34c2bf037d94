import { and, asc, eq, gt, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { keyOfVersion, newestEndorsements } from '#lib/frameworks/queries/endorsed.server.ts';
import type { ServiceFeature } from '#lib/organisations/vocabulary.ts';
import {
	countries,
	endorsements,
	forumMemberships,
	forums,
	organisations,
	services
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { today } from '../as-of.ts';
import type { ComparedCompany, Named } from '../shapes/matrix.ts';
import { memberOn } from './places.server.ts';

/**
 * Every company, with what the public record tells companies apart by, today or on a day: endorsed by then, a
 * member then, with a service offered then. Public.
 */
export async function readCompanies(
	db: Db,
	frameworkId: string,
	on?: string
): Promise<ComparedCompany[]> {
	const rows = await db
		.select({
			id: organisations.id,
			slug: organisations.slug,
			en: organisations.nameEn,
			fr: organisations.nameFr,
			sample: organisations.sample,
			sectors: organisations.sectors,
			countryCode: countries.code,
			countryEn: countries.nameEn,
			countryFr: countries.nameFr,
			status: endorsements.status,
			endorsedOn: endorsements.endorsedOn,
			certainty: endorsements.certainty
		})
		.from(organisations)
		.leftJoin(countries, eq(countries.code, organisations.countryCode))
		.leftJoin(
			endorsements,
			and(
				eq(endorsements.organisationId, organisations.id),
				inArray(endorsements.id, newestEndorsements(db, keyOfVersion(db, frameworkId)))
			)
		)
		.where(eq(organisations.kind, 'company'))
		.orderBy(asc(organisations.slug));
	const joined = new Map<string, Named[]>();
	for (const { company, key, en, fr } of await readMemberships(db, on))
		if (company) joined.set(company, [...(joined.get(company) ?? []), { key, name: { en, fr } }]);
	const offered = new Map<string, Set<ServiceFeature>>();
	for (const { company, features } of await readFeatures(db, on ?? today()))
		offered.set(company, new Set([...(offered.get(company) ?? []), ...features]));
	const countryOf = sharedByKey();
	return rows.map((row) => ({
		slug: row.slug,
		sample: row.sample,
		sectors: row.sectors,
		name: { en: row.en, fr: row.fr },
		country:
			row.countryCode && row.countryEn && row.countryFr
				? countryOf(row.countryCode, row.countryEn, row.countryFr)
				: null,
		forums: joined.get(row.id) ?? [],
		features: [...(offered.get(row.id) ?? [])],
		endorsement:
			row.status && row.certainty && (on === undefined || (row.endorsedOn ?? '') <= on)
				? { status: row.status, endorsedOn: row.endorsedOn, certainty: row.certainty }
				: null
	}));
}

/** One object for each thing that is named, however many rows name it. */
function sharedByKey(): (key: string, en: string, fr: string) => Named {
	const known = new Map<string, Named>();
	return (key, en, fr) => {
		const one = known.get(key) ?? { key, name: { en, fr } };
		known.set(key, one);
		return one;
	};
}

/** Memberships of organisations that have not ended, or had not on a day. */
const readMemberships = (db: Db, on?: string) =>
	db
		.selectDistinct({
			company: forumMemberships.organisationId,
			key: forums.key,
			en: forums.nameEn,
			fr: forums.nameFr
		})
		.from(forumMemberships)
		.innerJoin(forums, eq(forums.key, forumMemberships.forumKey))
		.where(and(isNotNull(forumMemberships.organisationId), memberOn(on)))
		.orderBy(asc(forums.nameEn));

/** What services that are still offered on a day are or have. */
const readFeatures = (db: Db, day: string) =>
	db
		.select({ company: services.organisationId, features: services.features })
		.from(services)
		.where(offeredOn(day));

/** In a query over services: those that were still offered on a day. */
export const offeredOn = (day: string) => or(isNull(services.endedOn), gt(services.endedOn, day));
