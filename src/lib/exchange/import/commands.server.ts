import { and, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor, Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import { imports } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { ImportState } from '../vocabulary.ts';
import type { CheckedRow, ReadRow } from './check.ts';

export type ImportRecord = typeof imports.$inferSelect;

/** A person's own import, if they may still write for its organisation; held until the transaction ends. */
export async function ownImport(
	db: Db,
	actor: Actor,
	id: string
): Promise<{ person: Person; row: ImportRecord }> {
	requirePerson(actor);
	const [row] = await db
		.select()
		.from(imports)
		.where(and(eq(imports.id, id), isNull(imports.assessmentId)))
		.for('update');
	if (!row) throw new Refusal('not_found');
	const person = requireCan(actor, 'commitment.create', { organisationId: row.organisationId });
	if (row.createdBy !== person.userId) throw new Refusal('not_found');
	return { person, row };
}

export const importInput = z.object({ organisationId: z.uuid({ error: 'choose' }) });

/** Keeps the rows of a file, to be compared with what is stored; returns the import's id. */
export async function startImport(
	db: Db,
	actor: Actor,
	given: { organisationId: string; fileName: string; locale: Locale; rows: readonly ReadRow[] }
): Promise<string> {
	const { organisationId, fileName, locale, rows } = given;
	const person = requireCan(actor, 'commitment.create', { organisationId });
	const made = only(
		await db
			.insert(imports)
			.values({
				organisationId,
				createdBy: person.userId,
				fileName: fileName.replace(/\p{Cc}/gu, '').slice(0, 200),
				locale,
				rows: [...rows],
				total: rows.length
			})
			.returning({ id: imports.id })
	);
	return made.id;
}

/** Has the rows compared again with what is stored now. */
export async function checkAgain(db: Db, actor: Actor, id: string): Promise<void> {
	const { row } = await ownImport(db, actor, id);
	await move(db, row, ['checking', 'checked', 'applying', 'failed'], 'checking');
}

/** Says that all is to be written: refused unless every row is right and one of them is to be written. */
export async function confirmImport(db: Db, actor: Actor, id: string): Promise<void> {
	const { row } = await ownImport(db, actor, id);
	const verdicts = new Set((row.rows as CheckedRow[]).map(({ verdict }) => verdict));
	if (verdicts.has('wrong')) throw new Refusal('incomplete');
	if (!verdicts.has('new') && !verdicts.has('changed')) throw new Refusal('wrong_state');
	await move(db, row, ['checked'], 'applying');
}

async function move(
	db: Db,
	{ id }: ImportRecord,
	from: readonly ImportState[],
	to: ImportState
): Promise<void> {
	const moved = await db
		.update(imports)
		.set({ state: to, done: 0, failure: null })
		.where(and(eq(imports.id, id), inArray(imports.state, [...from])))
		.returning({ id: imports.id });
	if (!moved.length) throw new Refusal('wrong_state');
}
