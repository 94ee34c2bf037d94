import { startSheet } from '#lib/exchange/sheet/commands.server.ts';
import { sheetContents } from '#lib/exchange/sheet/queries.server.ts';
import { writeSheetCsv } from '#lib/exchange/sheet/write.server.ts';
import { readAllSheets } from '#lib/exchange/spreadsheet/read.server.ts';
import { as, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';

/** A file that a person brought back for their organisation's assessment, with one answer changed, and every call on it. */
export async function sheetCases(
	stage: Stage,
	id: string,
	{ organisationId, cycleId }: { organisationId: string; cycleId: string }
): Promise<Record<string, Case>> {
	const by = 'contributor';
	const contents = await as(stage.who(by), sheetContents, id);
	const text = writeSheetCsv(contents, 'en').replace('SAID TO ALL', 'SAID OTHERWISE');
	const grids = await readAllSheets(Buffer.from(text), 100);
	const given = { fileName: 'a.csv', locale: 'en' as const, grids };
	const sheet = await as(stage.who(by), startSheet, id, given);
	return {
		takeSheet: { by, given: [id, 'xlsx'] },
		blankContents: { by, given: [{ organisationId, cycleId }] },
		sheetStart: { by, given: [id] },
		startSheet: { by, given: [id, given] },
		getSheet: { by, given: [{ id, sheet }] },
		applySheet: { by, given: [{ id, sheet }, { apply: [{ number: 1, seen: 1 }] }] }
	};
}
