import { and, asc, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { PARTICIPANT_KINDS } from '#lib/organisations/vocabulary.ts';
import { countries, forumMemberships, forums, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { OTHER_NAMES, type Known } from '../recognise.ts';
import { getCommitmentTo } from './detail.server.ts';

/** The organisations that may take part in a shared commitment, by English name. */
async function eligible(db: Db) {
	return db
		.select({
			id: organisations.id,
			slug: organisations.slug,
			kind: organisations.kind,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			countryCode: organisations.countryCode,
			country: { iso3: countries.iso3, en: countries.nameEn, fr: countries.nameFr }
		})
		.from(organisations)
		.leftJoin(countries, eq(countries.code, organisations.countryCode))
		.where(
			and(inArray(organisations.kind, [...PARTICIPANT_KINDS]), eq(organisations.sample, false))
		)
		.orderBy(asc(organisations.nameEn), asc(organisations.id));
}
type Eligible = Awaited<ReturnType<typeof eligible>>;

/** The organisation that stands for each country: its government. */
function governments(all: Eligible): Map<string, Eligible[number]> {
	const of = new Map<string, Eligible[number]>();
	for (const one of all)
		if (one.kind === 'government' && one.countryCode && !of.has(one.countryCode))
			of.set(one.countryCode, one);
	return of;
}

/** Everyone that a copied list may name, with every word for them: a country's name means its government. */
export async function knownParticipants(db: Db): Promise<Known[]> {
	const all = await eligible(db);
	const countriesNamed = [...governments(all)].map(([code, { id, country }]) => ({
		organisationId: id,
		names: [
			code,
			...(country ? [country.iso3, country.en, country.fr] : []),
			...(OTHER_NAMES[code] ?? [])
		]
	}));
	const named = all.map(({ id, slug, name }) => ({
		organisationId: id,
		names: [name.en, name.fr, slug]
	}));
	return [...countriesNamed, ...named];
}

/**
 * The organisations that belong to a forum today, other than as observers: the governments of its
 * countries, and its organisations. What is not verified is left out.
 */
export async function membersOf(db: Db, forumKey: string): Promise<string[]> {
	const all = await eligible(db);
	const government = governments(all);
	const eligibleIds = new Set(all.map(({ id }) => id));
	const rows = await db
		.select({
			countryCode: forumMemberships.countryCode,
			organisationId: forumMemberships.organisationId
		})
		.from(forumMemberships)
		.leftJoin(countries, eq(countries.code, forumMemberships.countryCode))
		.leftJoin(organisations, eq(organisations.id, forumMemberships.organisationId))
		.where(
			and(
				eq(forumMemberships.forumKey, forumKey),
				isNull(forumMemberships.until),
				ne(forumMemberships.role, 'observer'),
				ne(forumMemberships.certainty, 'unverified')
			)
		)
		.orderBy(asc(countries.nameEn), asc(organisations.nameEn));
	const ids = rows.flatMap(({ countryCode, organisationId }) =>
		countryCode ? (government.get(countryCode)?.id ?? []) : (organisationId ?? [])
	);
	return [...new Set(ids)].filter((id) => eligibleIds.has(id));
}

/** Whether an organisation may take part in a shared commitment. */
export async function mayTakePart(db: Db, organisationId: string): Promise<boolean> {
	return (await eligible(db)).some(({ id }) => id === organisationId);
}

/** What the page of those who take part offers: the commitment, whom to add, and forums that have members. */
export async function participantOptions(db: Db, actor: Actor, reference: string) {
	const commitment = await getCommitmentTo(db, actor, 'commitment.edit', reference);
	const taken = new Set([
		commitment.ownerId,
		...commitment.participants.map(({ organisationId }) => organisationId)
	]);
	const places = await db
		.selectDistinct({ key: forums.key, name: { en: forums.nameEn, fr: forums.nameFr } })
		.from(forums)
		.innerJoin(forumMemberships, eq(forumMemberships.forumKey, forums.key))
		.leftJoin(organisations, eq(organisations.id, forumMemberships.organisationId))
		.where(
			or(
				isNull(forumMemberships.organisationId),
				inArray(organisations.kind, [...PARTICIPANT_KINDS])
			)
		)
		.orderBy(asc(forums.nameEn));
	return {
		commitment,
		organisations: (await eligible(db)).filter(({ id }) => !taken.has(id)),
		forums: places
	};
}
export type ParticipantOptions = Awaited<ReturnType<typeof participantOptions>>;
