import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { personalAddressesIn } from '#lib/forms/content-guard.ts';
import { only } from '#lib/server/db/only.ts';
import { imports, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { columns } from '../spreadsheet/columns.ts';
import type { CheckedRow } from './check.ts';
import { ROWS_PER_PAGE, VERDICTS, type Verdict } from './vocabulary.ts';

/** The query string of the page on which an import's rows are listed. */
export const importFilters = z.object({
	verdict: z.enum(VERDICTS).optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(1000).catch(1)
});
export type ImportFilters = z.output<typeof importFilters>;

/** So many addresses are told: whoever sees these looks for more. */
const MOST_ADDRESSES = 20;

const summary = {
	id: imports.id,
	organisationId: imports.organisationId,
	organisation: { en: organisations.nameEn, fr: organisations.nameFr },
	fileName: imports.fileName,
	state: imports.state,
	total: imports.total,
	done: imports.done,
	failure: imports.failure,
	createdAt: imports.createdAt,
	createdBy: imports.createdBy
};

/** The person's own imports, newest first. */
export async function listImports(db: Db, actor: Actor) {
	const person = requirePerson(actor);
	const rows = await db
		.select(summary)
		.from(imports)
		.innerJoin(organisations, eq(organisations.id, imports.organisationId))
		.where(and(eq(imports.createdBy, person.userId), isNull(imports.assessmentId)))
		.orderBy(desc(imports.createdAt))
		.limit(10);
	return rows;
}

/** How far an import is, how many rows of each kind it has, and a page of them. */
export async function getImport(db: Db, actor: Actor, id: string, asked: ImportFilters) {
	const person = requirePerson(actor);
	const [found] = await db
		.select(summary)
		.from(imports)
		.innerJoin(organisations, eq(organisations.id, imports.organisationId))
		.where(and(eq(imports.id, id), isNull(imports.assessmentId)));
	if (!found || found.createdBy !== person.userId) throw new Refusal('not_found');
	requireCan(actor, 'commitment.create', { organisationId: found.organisationId });
	const settled = found.state === 'checked' || found.state === 'done' || found.state === 'failed';
	if (!settled) return { ...found, counts: noCounts(), rows: [], pages: 0, addresses: [] };
	const counts = await countsOf(db, id);
	const listed = asked.verdict ? counts[asked.verdict] : found.total;
	return {
		...found,
		counts,
		rows: await rowsOf(db, id, asked),
		/** What reads like addresses of people in the rows that are to be written. */
		addresses: found.state === 'checked' ? await addressesIn(db, id) : [],
		pages: Math.ceil(listed / ROWS_PER_PAGE)
	};
}

/** The first of the addresses in cells of rows that are new or changed; the contact has a rule of its own. */
async function addressesIn(db: Db, id: string): Promise<string[]> {
	const mailbox = columns().findIndex(({ key }) => key === 'contactMailbox');
	const { texts } = only(
		await db
			.select({
				texts: sql<string | null>`(
					select string_agg(cell->>'text', E'\\n' order by place)
					from jsonb_array_elements(${imports.rows}) as one,
						jsonb_array_elements(one->'cells') with ordinality as cells(cell, place)
					where one->>'verdict' in ('new', 'changed') and place <> ${mailbox + 1}
						and cell->>'text' like '%@%')`
			})
			.from(imports)
			.where(eq(imports.id, id))
	);
	return [...new Set(personalAddressesIn(texts ?? ''))].slice(0, MOST_ADDRESSES);
}
const noCounts = (): Record<Verdict, number> => ({ new: 0, changed: 0, unchanged: 0, wrong: 0 });

async function countsOf(db: Db, id: string): Promise<Record<Verdict, number>> {
	const { counts } = only(
		await db
			.select({
				counts: sql<Partial<Record<Verdict, number>>>`(
					select coalesce(jsonb_object_agg(verdict, many), '{}') from (
						select one->>'verdict' as verdict, count(*)::int as many
						from jsonb_array_elements(${imports.rows}) as one
						where one ? 'verdict' group by 1) as counted)`
			})
			.from(imports)
			.where(eq(imports.id, id))
	);
	return { ...noCounts(), ...counts };
}

async function rowsOf(db: Db, id: string, { verdict, page }: ImportFilters) {
	const { rows } = only(
		await db
			.select({
				rows: sql<CheckedRow[]>`(
					select coalesce(jsonb_agg(one - 'cells' order by place), '[]') from (
						select one, place from jsonb_array_elements(${imports.rows}) with ordinality as all_rows(one, place)
						where one->>'verdict' = ${verdict ?? null}::text or ${verdict ?? null}::text is null
						order by place limit ${ROWS_PER_PAGE} offset ${(page - 1) * ROWS_PER_PAGE}) as listed)`
			})
			.from(imports)
			.where(eq(imports.id, id))
	);
	return rows.map(({ cells: _cells, ...row }) => row);
}
