import { stringify } from 'csv-stringify/sync';
import type { CellStyle, WriteSheet } from 'hucre/xlsx';
import { pickText } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { MOST_ROWS } from '../import/vocabulary.ts';
import { mark } from '../csv.ts';
import { columns, type Column, type Offers } from './columns.ts';
import { columnLetters } from './grid.ts';
import { literal } from './literal.ts';
import { inThread } from './thread.server.ts';
import { writeRow, type Values } from './values.ts';

interface Given {
	/** Nothing for an empty template. */
	rows: readonly Values[];
	offers: Offers;
	locale: Locale;
}

/**
 * The template as CSV, with these rows: in UTF-8 with its mark, and in French with semicolons, as
 * spreadsheet programs set to each language expect.
 */
export function writeCsv({ rows, offers, locale }: Given): string {
	const all = columns();
	const header = all.map(({ label }) => label[locale]);
	const lines = rows.map((row) => writeRow(row, all, offers, locale).map(mark));
	return stringify([header, ...lines], {
		bom: true,
		delimiter: locale === 'fr' ? ';' : ',',
		record_delimiter: 'windows',
		quoted_match: /[\r\n]/
	});
}

/** The template as a workbook, with these rows: drop-downs, a sheet of the choices, one of instructions. */
export async function writeWorkbook({ rows, offers, locale }: Given): Promise<Uint8Array> {
	const all = columns();
	const lists = all.filter(({ key }) => offers[key]);
	const namesOf = ({ key, holds }: Column) =>
		(offers[key] ?? []).map(({ code, label }) =>
			holds === 'list' ? code : (label[locale] ?? code)
		);
	const listSheet = m.exchange_sheet_lists({}, { locale });
	const file = await inThread('writeXlsx', {
		sheets: [
			{
				name: m.exchange_sheet_commitments({}, { locale }),
				// As text, so that a month stays a month and 0012 keeps its noughts.
				columns: all.map(({ width, holds }) => ({
					width,
					numFmt: '@',
					style: { alignment: { vertical: 'top', wrapText: holds === 'text' } }
				})),
				rows: [
					all.map(({ label }) => literal(label[locale])),
					...rows.map((row) =>
						writeRow(row, all, offers, locale).map((text) => literal(text) || null)
					)
				],
				cells: heading(all.map(({ label }) => label[locale])),
				freezePane: { rows: 1, columns: 2 },
				dataValidations: all.flatMap((column, at) => {
					const place = lists.indexOf(column);
					if (column.holds !== 'choice') return [];
					const letters = columnLetters(place);
					return {
						type: 'list' as const,
						range: `${columnLetters(at)}2:${columnLetters(at)}${MOST_ROWS + 1}`,
						formula1: `'${listSheet}'!$${letters}$2:$${letters}$${namesOf(column).length + 1}`,
						allowBlank: true,
						showErrorMessage: true,
						errorStyle: 'stop' as const,
						errorTitle: column.label[locale],
						errorMessage: m.exchange_choose_from_list({}, { locale })
					};
				})
			},
			listsSheet(
				listSheet,
				lists.map((column) => [column.label[locale], ...namesOf(column)])
			),
			instructions({ rows, offers, locale })
		]
	});
	if (!file) throw new Error('the workbook could not be written');
	return file;
}

const BOLD: CellStyle = { font: { bold: true }, alignment: { vertical: 'top', wrapText: true } };

const heading = (names: readonly string[]): WriteSheet['cells'] =>
	new Map(names.map((value, at) => [`0,${at}`, { value, type: 'string' as const, style: BOLD }]));

function listsSheet(name: string, lists: readonly (readonly string[])[]): WriteSheet {
	const height = Math.max(...lists.map((list) => list.length));
	return {
		name,
		columns: lists.map(() => ({ width: 40 })),
		rows: Array.from({ length: height }, (_, row) =>
			lists.map((list) => (list[row] === undefined ? null : literal(list[row])))
		),
		cells: heading(lists.map(([title = '']) => title))
	};
}

function instructions({ offers, locale }: Given): WriteSheet {
	const lines = [
		m.exchange_instructions_rows({}, { locale }),
		m.exchange_instructions_reference({}, { locale }),
		m.exchange_instructions_languages({}, { locale }),
		m.exchange_instructions_lists({}, { locale }),
		m.exchange_instructions_dates({}, { locale }),
		m.exchange_instructions_formulas({}, { locale }),
		m.exchange_instructions_drafts({}, { locale }),
		m.exchange_instructions_parts({}, { locale }),
		m.exchange_instructions_secrets({}, { locale }),
		m.exchange_instructions_requirements({}, { locale })
	];
	const codes = (offers.requirements ?? []).map(({ code, label }) => [
		code,
		literal(pickText(label, locale))
	]);
	return {
		name: m.exchange_sheet_instructions({}, { locale }),
		columns: [{ width: 90, style: { alignment: { wrapText: true } } }, { width: 90 }],
		rows: [...lines.map((line) => [line, null]), ...codes]
	};
}
