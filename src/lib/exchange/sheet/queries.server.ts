import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { ownRow } from '#lib/assessments/queries/own.server.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import type { Db } from '#lib/server/db/types.ts';
import { FILE_FORMATS } from '../import/vocabulary.ts';
import type { AppliedAnswer } from './commands.server.ts';
import { compareAnswers } from './compare.server.ts';
import { sheetContents } from './contents.server.ts';
import { ownSheet } from './own.server.ts';

export { blankContents, sheetContents } from './contents.server.ts';

/** The query string of the address of a file. */
export const sheetQuery = z.object({
	language: z.enum(LOCALES),
	format: z.enum(FILE_FORMATS).default('xlsx')
});

/** The query string of the address of a blank file. */
export const blankQuery = z.object({ organisation: z.uuid(), cycle: z.uuid() });

/** Where a file is made and brought back. For whoever may answer. */
export async function sheetStart(db: Db, actor: Actor, id: string) {
	const row = await ownRow(db, actor, id);
	requireCan(actor, 'assessment.answer', row);
	const { cycle, organisation } = row;
	return { id, cycle, organisation };
}

/** A file that was brought back, beside what is stored now; once applied, what was written. */
export async function getSheet(db: Db, actor: Actor, at: { id: string; sheet: string }) {
	const { cycle } = await ownRow(db, actor, at.id);
	const { row, read } = await ownSheet(db, actor, at);
	const contents = await sheetContents(db, actor, at.id);
	const titles = new Map(contents.requirements.map(({ number, title }) => [number, title]));
	const applied = row.state === 'done' ? (row.rows as AppliedAnswer[]) : [];
	return {
		...at,
		cycle,
		fileName: row.fileName,
		isDone: row.state === 'done',
		levels: contents.levels,
		answers: compareAnswers(read, contents).map(({ input: _, ...answer }) => answer),
		applied: applied.map((one) => ({ ...one, title: titles.get(one.number) ?? null }))
	};
}
export type BroughtSheet = Awaited<ReturnType<typeof getSheet>>;
