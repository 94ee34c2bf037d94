import { and, eq, inArray, isNull } from 'drizzle-orm';
import { href } from '#lib/i18n/links.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { memberships, organisations, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';

/** Everyone who may write for an organisation, for whoever may see its people: the secretariat. */
export async function writersOf(db: Db, organisationId: string) {
	return db
		.select({ id: users.id, email: users.email, locale: users.locale })
		.from(memberships)
		.innerJoin(users, eq(users.id, memberships.userId))
		.where(
			and(
				eq(memberships.organisationId, organisationId),
				inArray(memberships.role, ['contributor', 'approver']),
				isNull(memberships.endedAt),
				isNull(users.disabledAt)
			)
		);
}

/** Everyone who may write for any of these organisations, once for each. For whoever may see their people. */
export async function writersOfEach(db: Db, organisationIds: readonly string[]) {
	if (!organisationIds.length) return [];
	return db
		.select({
			id: users.id,
			email: users.email,
			locale: users.locale,
			organisationId: organisations.id,
			organisation: { en: organisations.nameEn, fr: organisations.nameFr }
		})
		.from(memberships)
		.innerJoin(users, eq(users.id, memberships.userId))
		.innerJoin(organisations, eq(organisations.id, memberships.organisationId))
		.where(
			and(
				inArray(memberships.organisationId, [...organisationIds]),
				inArray(memberships.role, ['contributor', 'approver']),
				isNull(memberships.endedAt),
				isNull(users.disabledAt)
			)
		);
}

/** Everyone who works for an organisation, or the one of them who is named. Needs the system actor. */
export async function peopleOf(db: Db, organisationId: string, userId: string | null) {
	return db
		.select({ id: users.id, email: users.email, locale: users.locale })
		.from(memberships)
		.innerJoin(users, eq(users.id, memberships.userId))
		.where(
			and(
				eq(memberships.organisationId, organisationId),
				userId === null ? undefined : eq(users.id, userId),
				isNull(memberships.endedAt),
				isNull(users.disabledAt)
			)
		);
}

/** A path of this site as a mail names it: in full, in the reader's language. */
export function linkTo(path: string, locale: Locale): string {
	const { ORIGIN, PORT } = env();
	return new URL(href(path, locale), ORIGIN ?? `http://localhost:${PORT}`).toString();
}
