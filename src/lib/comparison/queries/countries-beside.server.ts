import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { Refusal } from '#lib/access/refusal.ts';
import { fundingOfCountry } from '#lib/commitments/queries/country.server.ts';
import { commitmentsOnTime } from '#lib/commitments/queries/punctuality.server.ts';
import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import {
	commitments,
	forumMemberships,
	forums,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { today } from '../as-of.ts';
import type { CountriesBeside } from '../schema.ts';
import { moneyOf } from '../shapes/countries-beside.ts';
import { countStatuses } from '../shapes/statuses.ts';
import { treatyStandings } from '../shapes/treaties.ts';
import { TREATY_KEYS } from '../vocabulary.ts';
import { memberOn, readCountries, readTreatyActions } from './places.server.ts';
import { publishedOn, standingOn } from './standing-on-day.server.ts';
import { countByStatus } from './statuses.server.ts';

/** How many commitments of a kind stand in a country's column: the rest are one link away. */
export const MOST_OF_KIND = 5;

/** The published commitments announced last, for each country and kind, with how many there are in all. */
async function newestOfEachKind(db: Db, codes: readonly string[], on: string | undefined) {
	const owners = await db
		.select({ id: organisations.id })
		.from(organisations)
		.where(inArray(organisations.countryCode, [...codes]));
	const group = sql`${organisations.countryCode}, ${commitments.kind}`;
	const ranked = db
		.select({
			country: sql<string>`${organisations.countryCode}`.as('country'),
			kind: commitments.kind,
			reference: commitments.reference,
			titleEn: commitments.titleEn,
			titleFr: commitments.titleFr,
			ownerEn: sql<string>`${organisations.nameEn}`.as('owner_en'),
			ownerFr: sql<string>`${organisations.nameFr}`.as('owner_fr'),
			status:
				sql<CommitmentStatus>`case when ${commitments.state} = 'withdrawn' then 'withdrawn' else ${commitments.status} end`.as(
					'shown_status'
				),
			statusBasis: commitments.statusBasis,
			statusAsOf: commitments.statusAsOf,
			dueOn: commitments.dueOn,
			ofKind: sql<number>`(count(*) over (partition by ${group}))::int`.as('of_kind'),
			place:
				sql<number>`row_number() over (partition by ${group} order by ${commitments.announcedOn} desc nulls last, ${commitments.reference})`.as(
					'place'
				)
		})
		.from(standingOn(db, on))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(
			and(
				isNotNull(commitments.publishedAt),
				inArray(
					commitments.ownerId,
					owners.map(({ id }) => id)
				)
			)
		)
		.as('ranked');
	const rows = await db
		.select()
		.from(ranked)
		.where(lte(ranked.place, MOST_OF_KIND))
		.orderBy(asc(ranked.place));
	return rows.map(({ titleEn, titleFr, ownerEn, ownerFr, ...brief }) => ({
		...brief,
		title: { en: titleEn, fr: titleFr },
		owner: { en: ownerEn, fr: ownerFr }
	}));
}

/** The forums that these countries are in now, or were in on a day. */
async function forumsOf(db: Db, codes: readonly string[], on: string | undefined) {
	return db
		.selectDistinct({
			country: forumMemberships.countryCode,
			key: forums.key,
			name: { en: forums.nameEn, fr: forums.nameFr }
		})
		.from(forumMemberships)
		.innerJoin(forums, eq(forums.key, forumMemberships.forumKey))
		.where(and(inArray(forumMemberships.countryCode, [...codes]), memberOn(on)))
		.orderBy(asc(forums.nameEn));
}

/**
 * Up to six countries with the same rows: published commitments by status, dates kept, money, treaties,
 * forums, and the commitments announced last; today or on a past day. What the public may see, whoever asks.
 * Public. Throws `Refusal('not_found')` on a country that is not on record.
 */
export async function countriesSideBySide(
	db: Db,
	{ country: codes = [], on }: Partial<CountriesBeside>
) {
	const options = await readCountries(db);
	const chosen = codes.map((code) => {
		const one = options.find(({ key }) => key === code);
		if (!one) throw new Refusal('not_found');
		return one;
	});
	if (!chosen.length) return { options, countries: [] };
	const counts = countStatuses(await countByStatus(db, 'country', {}, on));
	const treaties = treatyStandings(await readTreatyActions(db, Object.values(TREATY_KEYS), on));
	const memberships = await forumsOf(db, codes, on);
	const briefs = await newestOfEachKind(db, codes, on);
	const countries = [];
	for (const { key, name } of chosen)
		countries.push({
			key,
			name,
			/** Null where nothing is on record: that is no 0. */
			counts: counts.get(key) ?? null,
			punctuality: await commitmentsOnTime(db, { country: key }, on ?? today(), standingOn(db, on)),
			money: moneyOf(await fundingOfCountry(db, key, publishedOn(db, on))),
			treaties: treaties.get(key) ?? { crc: null, opsc: null },
			forums: memberships.filter(({ country }) => country === key),
			briefs: briefs.filter(({ country }) => country === key)
		});
	return { options, countries };
}
export type CountriesSideBySide = Awaited<ReturnType<typeof countriesSideBySide>>;
