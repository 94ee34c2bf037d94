import { inArray } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import {
	type auditEvents,
	commitments,
	cycles,
	organisations,
	summaries,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

type Row = typeof auditEvents.$inferSelect;

/** What stands in the log by its id, as far as the reader may see it: a name, and for a commitment its reference. */
export interface Names {
	people: Map<string, string>;
	organisations: Map<string, Bilingual>;
	things: Map<string, Bilingual>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The names of all that some entries speak of, in one query for each kind of thing. */
export async function namesIn(db: Db, entries: readonly Row[]): Promise<Names> {
	const ofType = (...types: string[]) =>
		entries.filter((one) => types.includes(one.subjectType)).map((one) => one.subjectId);
	const people = ids([...entries.map(({ actorId }) => actorId), ...ofType('person')]);
	const houses = ids([
		...entries.map(({ organisationId }) => organisationId),
		...ofType('organisation')
	]);
	const promised = ids([
		...ofType('commitment'),
		...entries.filter((one) => one.subjectType === 'update').map(commitmentOf)
	]);
	const summed = ids(ofType('summary'));
	const opened = ids(ofType('cycle'));
	const named = people.length
		? await db
				.select({ id: users.id, name: users.name, email: users.email })
				.from(users)
				.where(inArray(users.id, people))
		: [];
	const owed = promised.length
		? await db
				.select({ id: commitments.id, reference: commitments.reference })
				.from(commitments)
				.where(inArray(commitments.id, promised))
		: [];
	return {
		people: new Map(named.map(({ id, name, email }) => [id, name ?? email])),
		organisations: await titlesOf(
			db,
			organisations,
			organisations.nameEn,
			organisations.nameFr,
			houses
		),
		things: new Map([
			...owed.map(({ id, reference }) => [id, { en: reference, fr: reference }] as const),
			...(await titlesOf(db, summaries, summaries.titleEn, summaries.titleFr, summed)),
			...(await titlesOf(db, cycles, cycles.nameEn, cycles.nameFr, opened))
		])
	};
}

/** What these are called in both languages, by id. */
async function titlesOf(
	db: Db,
	table: PgTable & { id: PgColumn },
	en: PgColumn,
	fr: PgColumn,
	wanted: readonly string[]
): Promise<Map<string, Bilingual>> {
	const rows = wanted.length
		? await db
				.select({ id: table.id, en, fr })
				.from(table)
				.where(inArray(table.id, [...wanted]))
		: [];
	return new Map(rows.map(({ id, en, fr }) => [id as string, { en, fr } as Bilingual]));
}

/** The commitment that an update is about: its entry names it beside the update. */
export function commitmentOf({ detail }: Pick<Row, 'detail'>): string | null {
	const { commitment } = JSON.parse(detail) as { commitment?: unknown };
	return typeof commitment === 'string' ? commitment : null;
}

/** Whether something in the log is named by its id: the portal itself goes by the name of a task. */
export const isId = (given: string | null): given is string => given !== null && UUID.test(given);

const ids = (given: readonly (string | null)[]): string[] => [...new Set(given.filter(isId))];
