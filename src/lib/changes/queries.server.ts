import { today } from '#lib/comparison/as-of.ts';
import { and, asc, eq, sql } from 'drizzle-orm';
import { Refusal } from '#lib/access/refusal.ts';
import { readCountries, readForums, type Named } from '#lib/comparison/queries/places.server.ts';
import { sliceOf } from '#lib/exchange/cursor.ts';
import { lineOf, readLineage } from '#lib/frameworks/queries/lineage.server.ts';
import { listPrincipleTexts } from '#lib/frameworks/queries/principles.server.ts';
import { organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import {
	readPublished,
	readStatuses,
	readWithdrawn,
	readWordings
} from './queries/commitments.server.ts';
import { readAssessments, readEndorsements, readFindings } from './queries/companies.server.ts';
import {
	readSummaries,
	readTreatyActions,
	readWithdrawnSummaries
} from './queries/record.server.ts';
import type { Scope } from './queries/scope.server.ts';
import { periodOf, type ChangeFilters, type Period } from './schema.ts';
import { dayOf, inOrder, keyOf, positionOf, type Change, type Position } from './shapes/change.ts';
import type { ChangeKind } from './vocabulary.ts';

const READERS: Record<ChangeKind, (db: Db, scope: Scope) => Promise<Change[]>> = {
	summary_published: readSummaries,
	summary_withdrawn: readWithdrawnSummaries,
	commitment_published: readPublished,
	status_changed: readStatuses,
	wording_changed: readWordings,
	commitment_withdrawn: readWithdrawn,
	assessment_published: readAssessments,
	finding_published: readFindings,
	endorsement_recorded: readEndorsements,
	treaty_action: readTreatyActions
};

export interface Changes {
	period: Period;
	/** Newest first. */
	changes: Change[];
	/** Cursor of what follows; null at the end. */
	next: string | null;
	/** What was asked for, by its name. */
	named: Record<'country' | 'company' | 'forum' | 'principle', Named | null>;
}

/**
 * What became public between two days, newest first: of all, or of a country, a company, a forum and a
 * principle. Of each kind as many are read as are asked for, and of these the newest are kept. Public: what is
 * not published is left out whoever asks. Throws `Refusal('not_found')` on a country, company, forum or
 * principle that does not exist, and on a place in the list that is none.
 */
export async function changesSince(
	db: Db,
	{ from, to, country, company, forum, principle }: ChangeFilters,
	{ limit, after }: { limit: number; after: string | null },
	asOf = today()
): Promise<Changes> {
	const period = periodOf({ from, to }, asOf);
	const position = after === null ? null : positionOf(after);
	if (after !== null && !position) throw new Refusal('not_found');
	const text = await principleNamed(db, principle);
	const scope: Scope = {
		...period,
		country,
		company,
		forum,
		requirements: text && lineOf(await readLineage(db), text.id),
		after: position,
		limit: limit + 1
	};
	const named = {
		country: await find(country, () => readCountries(db)),
		company: await find(company, () => readCompanyNames(db, company)),
		forum: await find(forum, () => readForums(db)),
		principle: text && { key: String(text.number), name: text.name }
	};
	const found: Change[] = [];
	for (const read of Object.values(READERS)) found.push(...(await read(db, scope)));
	const { records, next } = sliceOf(found.sort(inOrder), limit, keyOf);
	return { period, changes: records, next, named };
}

/**
 * One change by its place among all, as it can be read now; null where it cannot any more. Public: what is not
 * published is not found, whoever asks.
 */
export async function changeAt(db: Db, { at, kind, id }: Position): Promise<Change | null> {
	const day = dayOf({ at });
	const [found] = await READERS[kind](db, {
		from: day,
		to: day,
		requirements: null,
		// The list goes on after what stands right before it.
		after: { at, kind, id: idAfter(id) },
		limit: 1
	});
	return found?.id === id ? found : null;
}

/** The id that comes next after this one. */
function idAfter(id: string): string {
	const next = (BigInt(`0x${id.replaceAll('-', '')}`) + 1n).toString(16).padStart(32, '0');
	return next.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function principleNamed(db: Db, number: number | undefined) {
	if (number === undefined) return null;
	const found = (await listPrincipleTexts(db)).find((one) => one.number === number);
	if (!found) throw new Refusal('not_found');
	return { id: found.id, number, name: found.title };
}

async function find(key: string | undefined, read: () => Promise<Named[]>): Promise<Named | null> {
	if (key === undefined) return null;
	const found = (await read()).find((one) => one.key === key);
	if (!found) throw new Refusal('not_found');
	return found;
}

/** Companies by name, or the one named. */
async function readCompanyNames(db: Db, slug?: string): Promise<Named[]> {
	const rows = await db
		.select({ key: organisations.slug, en: organisations.nameEn, fr: organisations.nameFr })
		.from(organisations)
		.where(
			and(
				eq(organisations.kind, 'company'),
				slug === undefined ? undefined : eq(organisations.slug, slug)
			)
		)
		.orderBy(asc(sql`lower(${organisations.nameEn})`));
	return rows.map(({ key, en, fr }) => ({ key, name: { en, fr } }));
}

/** By what the changes may be chosen. Public. */
export async function changeChoices(db: Db) {
	return {
		countries: await readCountries(db),
		companies: await readCompanyNames(db),
		forums: await readForums(db),
		principles: (await listPrincipleTexts(db)).map(({ number, title }) => ({ number, title }))
	};
}
