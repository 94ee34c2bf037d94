import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { Refusal } from '#lib/access/refusal.ts';
import {
	countries,
	forumMemberships,
	forums,
	instruments,
	organisations,
	treatyActions
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CountryListFilters } from '../schema.ts';

const membershipColumns = {
	country: forumMemberships.countryCode,
	forum: forums.key,
	forumName: { en: forums.nameEn, fr: forums.nameFr },
	role: forumMemberships.role,
	since: forumMemberships.since,
	until: forumMemberships.until,
	certainty: forumMemberships.certainty,
	basis: forumMemberships.basis,
	sourceUrl: forumMemberships.sourceUrl
};

/** Countries of the public record by their English name, with the forums they are in now. Public. */
export async function listCountries(db: Db, filters: Pick<CountryListFilters, 'forum'> = {}) {
	const inForum = filters.forum
		? inArray(
				countries.code,
				db
					.select({ code: forumMemberships.countryCode })
					.from(forumMemberships)
					.where(and(eq(forumMemberships.forumKey, filters.forum), isNull(forumMemberships.until)))
			)
		: undefined;
	const rows = await db
		.select({ code: countries.code, name: { en: countries.nameEn, fr: countries.nameFr } })
		.from(countries)
		.where(inForum)
		.orderBy(asc(countries.nameEn));
	const memberships = await db
		.select(membershipColumns)
		.from(forumMemberships)
		.innerJoin(forums, eq(forums.key, forumMemberships.forumKey))
		.where(isNull(forumMemberships.until))
		.orderBy(asc(forums.nameEn));
	const forumsOf = new Map<string, typeof memberships>();
	for (const membership of memberships) {
		if (membership.country === null) continue;
		const own = forumsOf.get(membership.country) ?? [];
		own.push(membership);
		forumsOf.set(membership.country, own);
	}
	return rows.map((country) => ({ ...country, forums: forumsOf.get(country.code) ?? [] }));
}

/**
 * One country with its memberships, past ones included, its treaty actions, its public bodies and the
 * companies with headquarters in it. Throws `Refusal('not_found')`. Public.
 */
export async function getCountry(db: Db, code: string) {
	const [country] = await db
		.select({
			code: countries.code,
			name: { en: countries.nameEn, fr: countries.nameFr },
			leadAgency: countries.leadAgency,
			sourceUrl: countries.sourceUrl
		})
		.from(countries)
		.where(eq(countries.code, code));
	if (!country) throw new Refusal('not_found');
	const memberships = await db
		.select(membershipColumns)
		.from(forumMemberships)
		.innerJoin(forums, eq(forums.key, forumMemberships.forumKey))
		.where(eq(forumMemberships.countryCode, code))
		.orderBy(asc(forums.nameEn), asc(forumMemberships.role));
	const actions = await db
		.select({
			action: treatyActions.action,
			takenOn: treatyActions.takenOn,
			certainty: treatyActions.certainty,
			note: treatyActions.note,
			sources: treatyActions.sources,
			instrument: treatyActions.instrumentKey,
			instrumentName: { en: instruments.nameEn, fr: instruments.nameFr },
			instrumentUrl: instruments.url
		})
		.from(treatyActions)
		.innerJoin(instruments, eq(instruments.key, treatyActions.instrumentKey))
		.where(eq(treatyActions.countryCode, code))
		.orderBy(asc(instruments.adopted), asc(treatyActions.takenOn));
	const bodies = await db
		.select({
			slug: organisations.slug,
			kind: organisations.kind,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			subdivision: organisations.subdivision,
			headquartersCertainty: organisations.headquartersCertainty,
			sample: organisations.sample,
			sources: organisations.sources
		})
		.from(organisations)
		.where(and(eq(organisations.countryCode, code), ne(organisations.kind, 'secretariat')))
		.orderBy(asc(organisations.nameEn));
	return {
		...country,
		memberships,
		actions,
		publicBodies: bodies.filter(({ kind }) => kind !== 'company'),
		companies: bodies.filter(({ kind }) => kind === 'company')
	};
}
