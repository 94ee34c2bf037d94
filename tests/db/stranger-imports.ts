import { eq } from 'drizzle-orm';
import { startImport } from '#lib/exchange/import/commands.server.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { as, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { sheetCases } from './stranger-sheets.ts';
import { asSystem } from './world.ts';

const ROW = { line: 2, cells: [], verdict: 'new' };

/** A person's own import, a file of an assessment that they brought back, and every call on either. */
export async function importCases(
	stage: Stage,
	assessmentId: string,
	inCycle: { organisationId: string; cycleId: string }
): Promise<Record<string, Case>> {
	const { owner } = stage.world;
	const given = { organisationId: owner.id, fileName: 'a.csv', locale: 'en' as const };
	const by = 'contributor';
	const id = await as(stage.who(by), startImport, { ...given, rows: [ROW] });
	await asSystem(async (db) =>
		only(
			await db.update(t.imports).set({ state: 'checked' }).where(eq(t.imports.id, id)).returning()
		)
	);
	return {
		...(await sheetCases(stage, assessmentId, inCycle)),
		startImport: { by, given: [{ ...given, rows: [ROW] }] },
		listImports: { by, given: [] },
		getImport: { by, given: [id, { page: 1 }] },
		confirmImport: { by, given: [id] },
		checkAgain: { by, given: [id] },
		templateContents: { by, given: [{ organisation: owner.id, holds: 'ours' }] }
	};
}
