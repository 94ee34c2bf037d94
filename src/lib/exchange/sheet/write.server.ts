import { stringify } from 'csv-stringify/sync';
import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import { currentTime } from '#lib/clock.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { mark } from '../csv.ts';
import { literal } from '../spreadsheet/literal.ts';
import { columnLetters } from '../spreadsheet/grid.ts';
import { inThread } from '../spreadsheet/thread.server.ts';
import { sheetChoices, sheetColumns, type SheetChoices, type SheetColumn } from './columns.ts';
import { baseOf, unsaid, type SheetContents } from './contents.server.ts';
import { writeBase, writeIdentification } from './identification.ts';
import { instructionsSheet } from './instructions.ts';
import { answerLine, figureLines, serviceLines, type LineValues } from './rows.ts';
import { SHEET_KINDS, type SheetKind } from './vocabulary.ts';

/** What each sheet holds, line by line. */
export function linesOf(
	contents: SheetContents,
	locale: Locale
): Record<SheetKind, readonly LineValues[]> {
	const { requirements, services } = contents;
	const today = currentTime().toISOString().slice(0, 10);
	return {
		answers: requirements.map((requirement) => {
			const said = requirement.answer ?? unsaid(locale);
			return {
				...answerLine(requirement, said, { ...contents, locale }),
				known: writeBase(baseOf(requirement.answer?.version ?? 0, said))
			};
		}),
		services: requirements.flatMap((requirement) =>
			serviceLines(requirement, services, { locale, today })
		),
		figures: requirements.flatMap((requirement) => figureLines(requirement, locale))
	};
}

const NAMES: Record<SheetKind, typeof m.exchange_sheet_answers> = {
	answers: m.exchange_sheet_answers,
	services: m.exchange_sheet_services,
	figures: m.exchange_sheet_figures
};

const headerOf = (kind: SheetKind, { identification }: SheetContents, locale: Locale) =>
	sheetColumns[kind]().map(({ holds, label }) =>
		holds === 'known' ? writeIdentification(kind, identification) : label[locale]
	);

/** What stands in a cell: of a choice its name, of a figure the number. */
function shown(
	{ key, holds }: SheetColumn,
	line: LineValues,
	choices: SheetChoices,
	locale: Locale
): string | number {
	const value = line[key] ?? '';
	if (holds !== 'choice') return value;
	return choices[key]?.find((choice) => choice.value === value)?.label[locale] ?? '';
}

/** The sheet of answers as CSV, as spreadsheet programs set to each language expect it. */
export function writeSheetCsv(contents: SheetContents, locale: Locale): string {
	const choices = sheetChoices(contents.levels);
	const columns = sheetColumns.answers();
	const lines = linesOf(contents, locale).answers.map((line) =>
		columns.map((column) => mark(String(shown(column, line, choices, locale))))
	);
	return stringify([headerOf('answers', contents, locale), ...lines], {
		bom: true,
		delimiter: locale === 'fr' ? ';' : ',',
		record_delimiter: 'windows',
		quoted_match: /[\r\n]/
	});
}

/** The assessment as a workbook that can be filled in off-line: only what is asked for can be changed in it. */
export async function writeSheetWorkbook(
	contents: SheetContents,
	locale: Locale
): Promise<Uint8Array> {
	const file = await inThread('writeXlsx', workbookOf(contents, locale));
	if (!file) throw new Error('the workbook could not be written');
	return file;
}

/** The workbook as the library takes it. */
export function workbookOf(contents: SheetContents, locale: Locale): { sheets: WriteSheet[] } {
	const choices = sheetChoices(contents.levels);
	const lines = linesOf(contents, locale);
	return {
		sheets: [
			instructionsSheet(contents, locale),
			...SHEET_KINDS.filter((kind) => lines[kind].length).map((kind) =>
				sheetOf(kind, lines[kind], { contents, choices, locale })
			),
			choicesSheet(choices, locale)
		]
	};
}

const TOP = { vertical: 'top', wrapText: true } as const;
const HEADING: CellStyle = { font: { bold: true }, alignment: TOP };
const FIXED: CellStyle = { alignment: TOP };
/** As text, so that a year stays a year and nothing that is typed becomes a formula. */
const INPUT: CellStyle = {
	alignment: TOP,
	numFmt: '@',
	protection: { locked: false },
	fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF7FAFC' } },
	border: {
		top: { style: 'hair' },
		bottom: { style: 'hair' },
		left: { style: 'hair' },
		right: { style: 'hair' }
	}
};
const STYLES: Record<SheetColumn['holds'], CellStyle> = {
	fixed: FIXED,
	known: FIXED,
	text: INPUT,
	choice: INPUT,
	figure: { ...INPUT, numFmt: 'General' }
};

const PROTECTION: WriteSheet['protection'] = {
	sheet: true,
	formatColumns: false,
	formatRows: false
};

function sheetOf(
	kind: SheetKind,
	lines: readonly LineValues[],
	given: { contents: SheetContents; choices: SheetChoices; locale: Locale }
): WriteSheet {
	const { contents, choices, locale } = given;
	const columns = sheetColumns[kind]();
	const cells = new Map<string, Cell>();
	headerOf(kind, contents, locale).forEach((value, at) =>
		cells.set(`0,${at}`, { value: literal(value), type: 'string', style: HEADING })
	);
	for (const [row, line] of lines.entries())
		for (const [at, column] of columns.entries()) {
			const value = shown(column, line, choices, locale);
			cells.set(`${row + 1},${at}`, {
				value: typeof value === 'number' ? value : literal(value) || null,
				type: typeof value === 'number' ? 'number' : 'string',
				style: STYLES[column.holds]
			});
		}
	return {
		name: NAMES[kind]({}, { locale }),
		columns: columns.map(({ width, holds }) => ({ width, hidden: holds === 'known' })),
		rows: [],
		cells,
		freezePane: { rows: 1, columns: 2 },
		protection: PROTECTION,
		pageSetup: PRINTED,
		dataValidations: columns.flatMap(({ key, label, holds }, at) =>
			holds === 'choice'
				? {
						type: 'list' as const,
						range: `${columnLetters(at)}2:${columnLetters(at)}${lines.length + 1}`,
						formula1: rangeOf(key, choices, locale),
						allowBlank: true,
						showErrorMessage: true,
						errorStyle: 'stop' as const,
						errorTitle: label[locale].slice(0, 32),
						errorMessage: m.exchange_choose_from_list({}, { locale })
					}
				: []
		)
	};
}

/** On A4 and on Letter alike: as wide as a page, as long as it takes, the header on each. */
const PRINTED: WriteSheet['pageSetup'] = {
	orientation: 'landscape',
	fitToPage: true,
	fitToWidth: 1,
	fitToHeight: 0,
	printTitlesRow: '$1:$1',
	margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5 }
};

function rangeOf(key: string, choices: SheetChoices, locale: Locale): string {
	const letters = columnLetters(Object.keys(choices).indexOf(key));
	const sheet = m.exchange_sheet_lists({}, { locale });
	return `'${sheet}'!$${letters}$1:$${letters}$${choices[key]?.length ?? 1}`;
}

/** What the drop-downs offer, where nobody has to see it. */
function choicesSheet(choices: SheetChoices, locale: Locale): WriteSheet {
	const lists = Object.values(choices);
	const height = Math.max(...lists.map((list) => list.length));
	return {
		name: m.exchange_sheet_lists({}, { locale }),
		hidden: true,
		protection: PROTECTION,
		rows: Array.from({ length: height }, (_, row) =>
			lists.map((list) => {
				const choice = list[row];
				return choice ? literal(choice.label[locale]) : null;
			})
		)
	};
}
