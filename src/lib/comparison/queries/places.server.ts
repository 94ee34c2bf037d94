import { and, asc, desc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Both } from '#lib/charts/shape.ts';
import { PILLARS } from '#lib/frameworks/vocabulary.ts';
import {
	countries,
	forumMemberships,
	forums,
	frameworks,
	organisations,
	requirements,
	treatyActions
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { inOrder } from '../shapes/order.ts';

/**
 * What had happened by a day, where one is named. One known to the year or the month only may have from the start
 * of that on; one whose date is not known always counts.
 */
export const begunBy = (date: AnyPgColumn, on: string | undefined) =>
	on === undefined ? undefined : or(isNull(date), lte(date, on));

/** In a query over memberships: those that have not ended, or had begun and not ended on a day. */
export const memberOn = (on: string | undefined) =>
	on === undefined
		? isNull(forumMemberships.until)
		: and(
				begunBy(forumMemberships.since, on),
				or(isNull(forumMemberships.until), gt(forumMemberships.until, on))
			);

export interface Named {
	key: string;
	name: Both;
}

/** By English name as a reader of English expects it, which no collation of every database does: “eSafety” before “Five”. */
const byName = (rows: readonly { key: string; en: string; fr: string }[]): Named[] =>
	inOrder({ by: 'name', rows: rows.map(({ key, en, fr }) => ({ key, name: { en, fr } })) }, 'en');

/** Every country that the public record knows, by name. Public. */
export async function readCountries(db: Db): Promise<Named[]> {
	const rows = await db
		.select({ key: countries.code, en: countries.nameEn, fr: countries.nameFr })
		.from(countries);
	return byName(rows);
}

/** Forums in which commitments are made. Public. */
export async function readForums(db: Db): Promise<Named[]> {
	const rows = await db
		.select({ key: forums.key, en: forums.nameEn, fr: forums.nameFr })
		.from(forums);
	return byName(rows);
}

/** The pillars of the newest national strategy, in its order. Public. */
export async function readPillars(db: Db): Promise<Named[]> {
	const newest = db
		.select({ id: frameworks.id })
		.from(frameworks)
		.where(eq(frameworks.key, PILLARS))
		.orderBy(desc(frameworks.version))
		.limit(1);
	const rows = await db
		.select({
			key: requirements.key,
			number: requirements.number,
			en: requirements.titleEn,
			fr: requirements.titleFr
		})
		.from(requirements)
		.where(inArray(requirements.frameworkId, newest))
		.orderBy(asc(requirements.number));
	return rows.map(({ key, number, en, fr }) => ({ key: key ?? String(number), name: { en, fr } }));
}

/** Organisations that belong to no country: international bodies. Public. */
export async function readBodies(db: Db): Promise<Named[]> {
	const rows = await db
		.select({ key: organisations.slug, en: organisations.nameEn, fr: organisations.nameFr })
		.from(organisations)
		.where(isNull(organisations.countryCode));
	return byName(rows);
}

/** Countries that are or were members of a forum, or were by a day. Public. */
export async function readMembersOf(db: Db, forum: string, on?: string): Promise<Set<string>> {
	const rows = await db
		.selectDistinct({ code: forumMemberships.countryCode })
		.from(forumMemberships)
		.where(and(eq(forumMemberships.forumKey, forum), begunBy(forumMemberships.since, on)));
	return new Set(rows.flatMap(({ code }) => code ?? []));
}

/** Treaty actions on these instruments by every country, or those taken by a day. Public. */
export async function readTreatyActions(db: Db, instruments: readonly string[], on?: string) {
	return db
		.select({
			country: treatyActions.countryCode,
			instrument: treatyActions.instrumentKey,
			action: treatyActions.action,
			takenOn: treatyActions.takenOn,
			certainty: treatyActions.certainty,
			note: treatyActions.note
		})
		.from(treatyActions)
		.where(
			and(
				inArray(treatyActions.instrumentKey, [...instruments]),
				begunBy(treatyActions.takenOn, on)
			)
		)
		.orderBy(asc(treatyActions.takenOn));
}
