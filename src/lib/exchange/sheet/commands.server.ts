import { and, eq, isNotNull, lt, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor, System } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import type { AnswerPart } from '#lib/assessments/content.ts';
import { saveAnswer } from '#lib/assessments/commands.server.ts';
import { allowed, recordOn } from '#lib/assessments/commands/take.server.ts';
import { ownRow } from '#lib/assessments/queries/own.server.ts';
import { currentTime } from '#lib/clock.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { imports } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { FileFormat } from '../import/vocabulary.ts';
import { FileRefusal, type Grid } from '../spreadsheet/grid.ts';
import { sheetChoices } from './columns.ts';
import { compareAnswers } from './compare.server.ts';
import { sheetContents, type SheetContents } from './contents.server.ts';
import { ownSheet } from './own.server.ts';
import { readAnswers, recognise } from './read.ts';
import { SHEET_WAITS } from './vocabulary.ts';

/** An answer that was written from a file, as the page of the result lists it. */
export interface AppliedAnswer {
	number: number;
	changes: AnswerPart[];
}

/** What goes into the file of an own assessment; who took it is recorded. Refuses as `sheetContents` does. */
export async function takeSheet(
	db: Db,
	actor: Actor,
	id: string,
	format: FileFormat
): Promise<SheetContents> {
	const contents = await sheetContents(db, actor, id);
	await recordOn(db, actor, 'export.taken', await ownRow(db, actor, id), {
		file: `answers.${format}`
	});
	return contents;
}

/** What the file of an assessment says, if it is this one's or a blank copy of its cycle. Throws `FileRefusal`. */
export function readSheet(grids: readonly Grid[], contents: SheetContents) {
	const { identification: found, sheets } = recognise(grids);
	const own = contents.identification;
	if (found.framework !== own.framework || found.version !== own.version)
		throw new FileRefusal('other_framework', '', {
			found: `${found.framework} ${found.version}`,
			expected: `${own.framework} ${own.version}`
		});
	if (found.cycle !== own.cycle)
		throw new FileRefusal('other_cycle', '', { found: found.cycle, expected: own.cycle });
	if (found.assessmentId && found.assessmentId !== own.assessmentId)
		throw new FileRefusal('other_assessment');
	return readAnswers(sheets, {
		choices: sheetChoices(contents.levels),
		services: contents.services,
		numbers: contents.requirements.map(({ number }) => number)
	});
}

/**
 * Keeps what a file says until the person decides, in place of one they brought before; returns the
 * import's id. Throws `FileRefusal` where the file is not this assessment's.
 */
export async function startSheet(
	db: Db,
	actor: Actor,
	id: string,
	given: { fileName: string; locale: Locale; grids: readonly Grid[] }
): Promise<string> {
	const { person, row } = await allowed(db, actor, 'assessment.answer', id);
	const rows = readSheet(given.grids, await sheetContents(db, actor, id));
	await db
		.update(imports)
		.set({ state: 'failed', failure: 'replaced', rows: [] })
		.where(
			and(
				eq(imports.assessmentId, id),
				eq(imports.createdBy, person.userId),
				eq(imports.state, 'checked')
			)
		);
	const made = only(
		await db
			.insert(imports)
			.values({
				organisationId: row.organisationId,
				assessmentId: id,
				createdBy: person.userId,
				fileName: given.fileName.replace(/\p{Cc}/gu, '').slice(0, 200),
				locale: given.locale,
				state: 'checked',
				rows,
				total: rows.length
			})
			.returning({ id: imports.id })
	);
	return made.id;
}

/** Which answers are to be written, each over the version that was on the page: `3:7` is principle 3 over version 7. */
export const sheetChoice = z.object({
	apply: z
		.union([z.string(), z.array(z.string()).max(500)], { error: 'choose' })
		.transform((given) => [given].flat())
		.refine((all) => all.every((one) => /^\d{1,4}:\d{1,9}$/.test(one)), { error: 'choose' })
		.transform((all) =>
			all.map((one) => {
				const [number = 0, seen = 0] = one.split(':').map(Number);
				return { number, seen };
			})
		)
});
export type SheetChosen = z.output<typeof sheetChoice>;

/**
 * Writes the chosen answers of a file, all or none. Refuses with `stale` when one of them is no longer what
 * the person saw.
 */
export async function applySheet(
	db: Db,
	actor: Actor,
	{ id, sheet }: { id: string; sheet: string },
	{ apply }: SheetChosen
): Promise<void> {
	const { row: assessment } = await allowed(db, actor, 'assessment.answer', id);
	const { row, read } = await ownSheet(db, actor, { id, sheet });
	if (row.state !== 'checked') throw new Refusal('wrong_state');
	const compared = compareAnswers(read, await sheetContents(db, actor, id));
	const applied: AppliedAnswer[] = [];
	for (const { number, seen } of apply) {
		const found = compared.find((one) => one.number === number);
		if (!found?.input || (found.verdict !== 'changed' && found.verdict !== 'conflict'))
			throw new Refusal('stale');
		if (found.version !== seen) throw new Refusal('stale');
		const done = found.missing.length === 0;
		await saveAnswer(db, actor, { id, number, done }, { ...found.input, version: seen });
		applied.push({ number, changes: found.changes });
	}
	await db
		.update(imports)
		.set({ state: 'done', rows: applied, done: applied.length, finishedAt: currentTime() })
		.where(eq(imports.id, sheet));
	await recordOn(db, actor, 'assessment.imported', assessment, {
		import: sheet,
		answers: applied.map(({ number }) => String(number))
	});
}

const CLEANING: System = { kind: 'system', task: 'mail' };

/** Forgets what waited too long for a decision. */
export async function forgetSheets(now = currentTime()): Promise<void> {
	const before = new Date(now.valueOf() - SHEET_WAITS * 24 * 60 * 60 * 1000);
	await withActor(CLEANING, (db) =>
		db
			.delete(imports)
			.where(
				and(
					isNotNull(imports.assessmentId),
					ne(imports.state, 'done'),
					lt(imports.createdAt, before)
				)
			)
	);
}
