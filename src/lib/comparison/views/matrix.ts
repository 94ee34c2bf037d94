import type { GridCell, GridColumn, GridRow, GridShape } from '#lib/charts/grid.ts';
import type { Both } from '#lib/charts/shape.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { sectorLabel } from '#lib/organisations/sectors.ts';
import { m } from '#lib/paraglide/messages.js';
import { extraColumns, type ExtraColumn } from '../extras.ts';
import type { ViewFigure } from '../figure.ts';
import { assessmentSource, joinNotes, samplesNote } from '../figures/distribution.ts';
import { cellMark, endorsementWords } from '../marks.ts';
import type { CompanyComparison } from '../queries/companies.server.ts';
import type { ComparedFramework } from '../queries/principles.server.ts';
import { weightsText, type CompanyFilters, type MatrixSort } from '../schema.ts';
import { cellIn, countFound, findingsIn } from '../shapes/matrix.ts';
import { groupRows, orderRows, themeIn, type MeasuredRow } from '../shapes/measures.ts';
import { matrixPage, type MatrixPage } from '../shapes/pages.ts';
import { CELL_STATES, REVIEW_STATES, type MatrixCells } from '../vocabulary.ts';
import { differenceCell, findingsCell, standingCell } from './cells.ts';

type Asked = Pick<CompanyFilters, 'cells' | 'sort' | 'group' | 'weights'>;

const CAPTIONS = {
	self: m.comparison_matrix_caption,
	reviewer: m.comparison_matrix_caption_reviewer,
	difference: m.comparison_matrix_caption_difference,
	findings: m.comparison_matrix_caption_findings
};
const NOTES = {
	reviewer: m.comparison_matrix_says_reviewer,
	difference: m.comparison_matrix_says_difference,
	findings: m.comparison_matrix_says_findings
};

/** One page of the matrix, its rows in the order asked for. */
export function matrixRows(
	{ framework, rows }: Pick<CompanyComparison, 'framework' | 'rows'>,
	{ sort, cells, group }: Asked,
	page: number,
	locale: Locale
): MatrixPage<MeasuredRow> {
	const place = framework.principles.find(({ number }) => number === sort)?.place ?? null;
	const ordered = (list: readonly MeasuredRow[], by: MatrixSort) => {
		const sorted = orderRows(
			list,
			{ place: by === 'name' ? null : place, sort: by, cells },
			locale
		);
		return group ? groupRows(sorted, sectorLabel, locale) : sorted;
	};
	return matrixPage(ordered(rows.assessed, sort), ordered(rows.without, 'name'), page);
}

/** What is asked of several principles together, as the columns after them: of the company's own ratings only. */
const extrasOf = (
	{ cells, sort, weights }: Asked,
	before: CompanyComparison['before'],
	locale: Locale
): ExtraColumn[] =>
	cells === 'self'
		? extraColumns(
				{
					theme: themeIn(sort),
					since: sort === 'change' && before ? before.name[locale] : null,
					weights: weightsText(weights)
				},
				locale
			)
		: [];

function cellsOf(
	row: MeasuredRow,
	{
		framework,
		cells,
		extras
	}: { framework: ComparedFramework; cells: MatrixCells; extras: readonly ExtraColumn[] },
	locale: Locale
): GridCell[] | string {
	const own = framework.principles.map(({ place }): GridCell | null => {
		if (cells === 'findings') return findingsCell(findingsIn(row, place), locale);
		const said = cellIn(row, place, cells);
		if (said === null) return null;
		return cells === 'difference' && typeof said === 'number'
			? differenceCell(said, locale)
			: standingCell(framework, said, locale);
	});
	const there = own.filter((cell) => cell !== null);
	if (there.length < own.length)
		return `${m.comparison_state_none({}, { locale })} · ${endorsementWords(row.endorsement, locale)}`;
	return [
		...there,
		...extras.map(({ write }): GridCell => ({ lines: [write(row)], tone: null, said: null }))
	];
}

/** Rows with the headings under which they stand: whether there is a self-assessment, and the sector. */
function linesOf(
	heading: string | null,
	rows: readonly MeasuredRow[],
	line: (row: MeasuredRow) => GridRow,
	locale: Locale
): GridRow[] {
	if (!rows.length) return [];
	return [
		...(heading === null ? [] : [{ heading }]),
		...rows.flatMap((row, at): GridRow[] => {
			const { sector } = row;
			const begins = sector !== undefined && (at === 0 || rows[at - 1]?.sector !== sector);
			const name = sector ? sectorLabel(sector, locale) : m.comparison_group_none({}, { locale });
			return [...(begins ? [{ heading: name }] : []), line(row)];
		})
	];
}

/** What the signs of the matrix mean. */
function legendOf(
	framework: ComparedFramework,
	cells: MatrixCells,
	locale: Locale
): GridShape['legend'] {
	if (cells === 'findings') {
		const sign = { tone: 'step', said: '' } as const;
		return [
			{ ...sign, lines: ['●'], said: m.comparison_findings_practice_legend({}, { locale }) },
			{ ...sign, lines: ['○'], said: m.comparison_findings_gap_legend({}, { locale }) },
			{ ...sign, lines: ['–'], said: m.comparison_findings_none({}, { locale }) }
		];
	}
	const values =
		cells === 'difference'
			? [1, 0, -1].map((value) => differenceCell(value, locale))
			: RATINGS.map((value) => ({
					...standingCell(framework, value, locale),
					said: cellMark(framework, value, locale).label
				}));
	const states = (cells === 'self' ? CELL_STATES : REVIEW_STATES).map((state) =>
		standingCell(framework, state, locale)
	);
	return [...values, ...states];
}

/** Companies × principles as a table that is its own picture: a page of it, and what its signs mean. */
export function matrixGrid(
	{ framework, before }: Pick<CompanyComparison, 'framework' | 'before'>,
	{ assessed, without }: Pick<MatrixPage<MeasuredRow>, 'assessed' | 'without'>,
	asked: Asked,
	locale: Locale
): GridShape {
	const { cells } = asked;
	const extras = extrasOf(asked, before, locale);
	const { principles, themes } = framework;
	const line = (row: MeasuredRow): GridRow => {
		const own = cellsOf(row, { framework, cells, extras }, locale);
		return {
			key: `${row.slug} ${row.sector ?? ''}`,
			label: row.name[locale],
			hint: typeof own === 'string' ? null : endorsementWords(row.endorsement, locale),
			cells: own
		};
	};
	return {
		corner: m.comparison_matrix_company({}, { locale }),
		groups: themes
			.map(({ number, name }) => ({
				label: name[locale],
				span: principles.filter(({ theme }) => theme === number).length
			}))
			.filter(({ span }) => span > 0),
		columns: [
			...principles.map(({ number, title }): GridColumn => ({
				key: `principle-${number}`,
				label: String(number),
				said: title[locale],
				wide: false
			})),
			...extras.map(({ key, label }): GridColumn => ({ key, label, said: null, wide: true }))
		],
		rows: [
			...linesOf(m.comparison_matrix_assessed({}, { locale }), assessed, line, locale),
			...linesOf(
				cells === 'findings' ? null : m.comparison_matrix_without({}, { locale }),
				without,
				line,
				locale
			)
		],
		legend: legendOf(framework, cells, locale)
	};
}

/** What the cells hold, and of which cycle, where there is one. */
function titleOf(cells: MatrixCells, cycle: CompanyComparison['cycle']): Both {
	const said = inBoth(CAPTIONS[cells], (locale) => ({ cycle: cycle?.name[locale] ?? '' }));
	return { en: said.en.replace(/, $/, ''), fr: said.fr.replace(/, $/, '') };
}

/** About how many of the companies others have published anything. */
export const foundWords = (rows: readonly MeasuredRow[]): Both =>
	inBoth(m.comparison_coverage_findings, (locale) => ({
		found: formatNumber(countFound(rows), locale),
		total: formatNumber(rows.length, locale)
	}));

/** The matrix as a figure of its own; null where no company is left. */
export function matrixFigure(
	compared: CompanyComparison,
	filters: CompanyFilters,
	{
		asOf,
		period,
		page: asked,
		locale
	}: { asOf: string; period: Both; page: number; locale: Locale }
): ViewFigure | null {
	const { framework, cycle, assessments, rows } = compared;
	const { assessed, without, number, pages, from, to, count } = matrixRows(
		compared,
		filters,
		asked,
		locale
	);
	if (!count.total) return null;
	const { cells } = filters;
	const companies = rows.assessed.length + rows.without.length;
	return {
		title: titleOf(cells, cycle),
		asOf,
		source:
			cells === 'findings' ? inBoth(m.comparison_source_findings, {}) : assessmentSource(framework),
		note: joinNotes(
			cells === 'self' ? null : inBoth(NOTES[cells], {}),
			samplesNote(assessments),
			cells === 'self' && filters.weights
				? inBoth(m.comparison_weights_note, { weights: weightsText(filters.weights) ?? '' })
				: null
		),
		summary:
			cells === 'findings'
				? foundWords(rows.without)
				: cycle
					? inBoth(m.comparison_coverage, (locale) => ({
							cycle: cycle.name[locale],
							assessed: formatNumber(rows.assessed.length, locale),
							total: formatNumber(companies, locale)
						}))
					: inBoth(m.comparison_coverage_none, {}),
		period,
		parts: [{ title: null, grid: matrixGrid(compared, { assessed, without }, filters, locale) }],
		page: { number, pages, from, to, count: count.total }
	};
}
