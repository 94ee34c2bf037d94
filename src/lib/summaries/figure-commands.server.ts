import { and, eq, max } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { record } from '#lib/audit/record.server.ts';
import { answerViews } from '#lib/comparison/questions.server.ts';
import { numberAt } from '#lib/comparison/views/tables.ts';
import { figures, summaryNumbers } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { change, find, subject } from './editing.server.ts';
import type { FigureInput, FigureWords, NumberInput } from './schema.ts';

/** Puts a figure after those that are there. Throws `not_found` when its question has no answer. */
export async function addFigure(
	db: Db,
	actor: Actor,
	id: string,
	input: FigureInput
): Promise<void> {
	const { person, row } = await find(db, actor, id, 'summary.edit');
	const { question, filters, captionEn, captionFr, altEn = '', altFr = '', version } = input;
	await answerViews(db, question, filters);
	const [last] = await db
		.select({ position: max(figures.position) })
		.from(figures)
		.where(eq(figures.summaryId, id));
	await db.insert(figures).values({
		summaryId: id,
		position: (last?.position ?? 0) + 1,
		question,
		filters,
		captionEn,
		captionFr,
		altEn,
		altFr
	});
	await change(db, person, row, version, {});
	await record(db, actor, 'summary.changed', subject(row), { figure: question });
}

/**
 * Puts what a view of the comparison shows into a summary, as it is now: nobody has read a version of it on
 * the way there. Throws as `addFigure` does.
 */
export async function useView(
	db: Db,
	actor: Actor,
	id: string,
	input: Omit<FigureInput, 'version' | 'question'>
): Promise<void> {
	const { row } = await find(db, actor, id, 'summary.edit');
	await addFigure(db, actor, id, { ...input, question: 'view', version: row.version });
}

/** Changes the words of a figure, and whether readers see it. */
export async function changeFigure(
	db: Db,
	actor: Actor,
	id: string,
	{ figure, version, ...words }: FigureWords
): Promise<void> {
	const { person, row } = await find(db, actor, id, 'summary.edit');
	const changed = await db
		.update(figures)
		.set(words)
		.where(and(eq(figures.id, figure), eq(figures.summaryId, id)))
		.returning({ position: figures.position });
	if (!changed.length) throw new Refusal('not_found');
	await change(db, person, row, version, {});
	await record(db, actor, 'summary.changed', subject(row), { changed: 'figure' });
}

/** Takes a figure away, and the numbers that it gave. */
export async function removeFigure(
	db: Db,
	actor: Actor,
	id: string,
	input: { figure: string; version: number }
): Promise<void> {
	const { person, row } = await find(db, actor, id, 'summary.edit');
	const removed = await db
		.delete(figures)
		.where(and(eq(figures.id, input.figure), eq(figures.summaryId, id)))
		.returning({ position: figures.position });
	if (!removed.length) throw new Refusal('not_found');
	await change(db, person, row, input.version, {});
	await record(db, actor, 'summary.changed', subject(row), { removed: 'figure' });
}

/** Binds a number of the text to a cell of a figure. Throws `unknown_reference` where the figure has no number there. */
export async function bindNumber(
	db: Db,
	actor: Actor,
	id: string,
	{ figure, row: place, column, form, version }: NumberInput
): Promise<void> {
	const { person, row } = await find(db, actor, id, 'summary.edit');
	const [asked] = await db
		.select()
		.from(figures)
		.where(and(eq(figures.id, figure), eq(figures.summaryId, id)));
	if (!asked) throw new Refusal('not_found');
	const cell = { part: place.part, row: place.name, column };
	const found = numberAt(await answerViews(db, asked.question, asked.filters), cell);
	if (!found || (form === 'share' && !found.whole)) throw new Refusal('unknown_reference');
	const [last] = await db
		.select({ position: max(summaryNumbers.position) })
		.from(summaryNumbers)
		.where(eq(summaryNumbers.summaryId, id));
	await db.insert(summaryNumbers).values({
		...cell,
		summaryId: id,
		figureId: figure,
		position: (last?.position ?? 0) + 1,
		form
	});
	await change(db, person, row, version, {});
	await record(db, actor, 'summary.changed', subject(row), { bound: 'number' });
}

export async function removeNumber(
	db: Db,
	actor: Actor,
	id: string,
	input: { number: string; version: number }
): Promise<void> {
	const { person, row } = await find(db, actor, id, 'summary.edit');
	const removed = await db
		.delete(summaryNumbers)
		.where(and(eq(summaryNumbers.id, input.number), eq(summaryNumbers.summaryId, id)))
		.returning({ position: summaryNumbers.position });
	if (!removed.length) throw new Refusal('not_found');
	await change(db, person, row, input.version, {});
	await record(db, actor, 'summary.changed', subject(row), { removed: 'number' });
}
