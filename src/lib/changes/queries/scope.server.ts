import { and, eq, gte, inArray, isNull, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { forumMemberships, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { dayAfter, type ChangeFilters, type Period } from '../schema.ts';
import { dayOf, isStart, pathOf, rankOf, type Position, type Who } from '../shapes/change.ts';
import type { ChangeKind } from '../vocabulary.ts';

/** Of which changes: between two days, of whom, and after which place in the list. */
export interface Scope extends Period, Pick<ChangeFilters, 'country' | 'company' | 'forum'> {
	/** The principle that is named, with those of earlier versions that it goes on from. */
	requirements: readonly string[] | null;
	after: Position | null;
	limit: number;
}

/** A moment as text that sorts as it does: to the microsecond, where JavaScript knows milliseconds only. */
export const momentText = (at: AnyPgColumn) =>
	sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** A moment within the period, and after the place where the list goes on. */
export function momentWithin(
	at: AnyPgColumn,
	id: AnyPgColumn,
	kind: ChangeKind,
	{ from, to, after }: Scope
): SQL | undefined {
	const midnight = (day: string) => sql`${`${day}T00:00:00Z`}::timestamptz`;
	const within = and(gte(at, midnight(from)), lt(at, midnight(dayAfter(to, 1))));
	if (!after) return within;
	const last = sql`${after.at}::timestamptz`;
	return and(
		within,
		after.kind === kind
			? sql`(${at}, ${id}) < (${last}, ${after.id}::uuid)`
			: rankOf(kind) > rankOf(after.kind)
				? lte(at, last)
				: lt(at, last)
	);
}

/** The same of a date, which counts only where it is known to the day. */
export function dayWithin(
	on: AnyPgColumn,
	id: AnyPgColumn,
	kind: ChangeKind,
	{ from, to, after }: Scope
): SQL | undefined {
	const within = and(sql`length(${on}) = 10`, gte(on, from), lte(on, to));
	if (!after) return within;
	const last = dayOf(after);
	return and(
		within,
		after.kind === kind
			? sql`(${on}, ${id}) < (${last}, ${after.id}::uuid)`
			: rankOf(kind) > rankOf(after.kind) || !isStart(after.at)
				? lte(on, last)
				: lt(on, last)
	);
}

/** Of an organisation of the country, or of the company, that is named. */
export const ofWhom = ({ country, company }: Scope): SQL | undefined =>
	and(
		country === undefined ? undefined : eq(organisations.countryCode, country),
		company === undefined
			? undefined
			: and(eq(organisations.slug, company), eq(organisations.kind, 'company'))
	);

/** Of an organisation that is a member of the forum today, where one is named. */
export const ofMembers = (db: Db, { forum }: Scope): SQL | undefined =>
	forum === undefined
		? undefined
		: inArray(
				organisations.id,
				db
					.select({ id: sql<string>`${forumMemberships.organisationId}` })
					.from(forumMemberships)
					.where(
						and(
							eq(forumMemberships.forumKey, forum),
							isNull(forumMemberships.until),
							sql`${forumMemberships.organisationId} is not null`
						)
					)
			);

/** An organisation as a change names it. */
export const organisation = {
	slug: organisations.slug,
	kind: organisations.kind,
	country: organisations.countryCode,
	en: organisations.nameEn,
	fr: organisations.nameFr
};

export const whoOf = ({
	en,
	fr,
	...one
}: Pick<typeof organisations.$inferSelect, 'slug' | 'kind'> & {
	country: string | null;
	en: string;
	fr: string;
}): Who => ({ key: one.slug, name: { en, fr }, path: pathOf(one) });
