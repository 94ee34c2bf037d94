import { asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { Refusal } from '#lib/access/refusal.ts';
import {
	countries,
	forumChairs,
	forumMeetings,
	forumMemberships,
	forums,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** Forums that countries belong to, by name: what the list of countries can be filtered by. Public. */
export async function listForumsOfCountries(db: Db) {
	return db
		.selectDistinct({ key: forums.key, name: { en: forums.nameEn, fr: forums.nameFr } })
		.from(forums)
		.innerJoin(forumMemberships, eq(forumMemberships.forumKey, forums.key))
		.where(isNotNull(forumMemberships.countryCode))
		.orderBy(asc(forums.nameEn));
}

/**
 * One forum with its members, its meetings and its chairs, newest first. Throws
 * `Refusal('not_found')`. Public.
 */
export async function getForum(db: Db, key: string) {
	const [forum] = await db
		.select({
			key: forums.key,
			kind: forums.kind,
			name: { en: forums.nameEn, fr: forums.nameFr },
			description: { en: forums.descriptionEn, fr: forums.descriptionFr },
			founded: forums.founded,
			foundedNote: forums.foundedNote,
			url: forums.url,
			sources: forums.sources
		})
		.from(forums)
		.where(eq(forums.key, key));
	if (!forum) throw new Refusal('not_found');
	const members = await db
		.select({
			id: forumMemberships.id,
			country: { code: countries.code, en: countries.nameEn, fr: countries.nameFr },
			organisation: {
				slug: organisations.slug,
				kind: organisations.kind,
				en: organisations.nameEn,
				fr: organisations.nameFr
			},
			role: forumMemberships.role,
			since: forumMemberships.since,
			until: forumMemberships.until,
			certainty: forumMemberships.certainty,
			basis: forumMemberships.basis,
			sourceUrl: forumMemberships.sourceUrl
		})
		.from(forumMemberships)
		.leftJoin(countries, eq(countries.code, forumMemberships.countryCode))
		.leftJoin(organisations, eq(organisations.id, forumMemberships.organisationId))
		.where(eq(forumMemberships.forumKey, key))
		.orderBy(sql`coalesce(${countries.nameEn}, ${organisations.nameEn})`);
	const meetings = await db
		.select({
			id: forumMeetings.id,
			year: forumMeetings.year,
			place: forumMeetings.place,
			dates: forumMeetings.dates,
			sourceUrl: forumMeetings.sourceUrl
		})
		.from(forumMeetings)
		.where(eq(forumMeetings.forumKey, key))
		.orderBy(desc(forumMeetings.year));
	const chairs = await db
		.select({
			id: forumChairs.id,
			chair: forumChairs.chair,
			since: forumChairs.since,
			until: forumChairs.until,
			certainty: forumChairs.certainty,
			sourceUrl: forumChairs.sourceUrl
		})
		.from(forumChairs)
		.where(eq(forumChairs.forumKey, key))
		.orderBy(desc(forumChairs.since));
	return { ...forum, members, meetings, chairs };
}
