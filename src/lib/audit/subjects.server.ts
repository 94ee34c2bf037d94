import { inArray } from 'drizzle-orm';
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
	const [named, kept, owed, written, periods] = [
		people.length
			? await db
					.select({ id: users.id, name: users.name, email: users.email })
					.from(users)
					.where(inArray(users.id, people))
			: [],
		houses.length
			? await db
					.select({ id: organisations.id, en: organisations.nameEn, fr: organisations.nameFr })
					.from(organisations)
					.where(inArray(organisations.id, houses))
			: [],
		promised.length
			? await db
					.select({ id: commitments.id, reference: commitments.reference })
					.from(commitments)
					.where(inArray(commitments.id, promised))
			: [],
		summed.length
			? await db
					.select({ id: summaries.id, en: summaries.titleEn, fr: summaries.titleFr })
					.from(summaries)
					.where(inArray(summaries.id, summed))
			: [],
		opened.length
			? await db
					.select({ id: cycles.id, en: cycles.nameEn, fr: cycles.nameFr })
					.from(cycles)
					.where(inArray(cycles.id, opened))
			: []
	];
	return {
		people: new Map(named.map(({ id, name, email }) => [id, name ?? email])),
		organisations: new Map(kept.map(({ id, en, fr }) => [id, { en, fr }])),
		things: new Map([
			...owed.map(({ id, reference }) => [id, { en: reference, fr: reference }] as const),
			...[...written, ...periods].map(({ id, en, fr }) => [id, { en, fr }] as const)
		])
	};
}

/** The commitment that an update is about: its entry names it beside the update. */
export function commitmentOf({ detail }: Pick<Row, 'detail'>): string | null {
	const { commitment } = JSON.parse(detail) as { commitment?: unknown };
	return typeof commitment === 'string' ? commitment : null;
}

const ids = (given: readonly (string | null)[]): string[] => [
	...new Set(given.filter((one): one is string => one !== null && UUID.test(one)))
];
