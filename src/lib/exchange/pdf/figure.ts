import { isHeading, type GridShape } from '#lib/charts/grid.ts';
import { drawingOf } from '#lib/charts/picture/picture.ts';
import { isEmpty } from '#lib/charts/shape.ts';
import { headed, isGrid, type ChartPart, type FigureRows } from '#lib/comparison/figure.ts';
import { isHeadingRow, writeCell } from '#lib/comparison/views/write.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import { formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PlacedFigure } from '#lib/summaries/content.ts';

/** A table as the template sets it; a row of one cell is a heading across the others. */
interface SetTable {
	caption: string;
	head: string[];
	rows: string[][];
	/** The places of the columns that hold numbers. */
	numeric: number[];
}

/** One chart or table of a figure, with what stands above and below it. */
interface Panel {
	title: string | null;
	says: string | null;
	picture: string | null;
	alt: string;
	table: SetTable;
	notes: string[];
}

/** A figure as the template sets it: the same words, in the same order, as on the page. */
export function figureOf({ position, caption, view }: PlacedFigure, locale: Locale) {
	const title = pickText(caption, locale) || view.title[locale];
	const above = headed(view);
	const panels = view.parts.map((part): Panel => {
		const named = part.title?.[locale] ?? title;
		return isGrid(part)
			? gridPanel(part.grid, named)
			: chartPanel(part, { named, table: (part.title ?? view.title)[locale] }, locale);
	});
	return {
		kind: 'figure' as const,
		label: m.summaries_figure({ number: position }, { locale }),
		caption: above ? title : null,
		summary: above ? view.summary[locale] : null,
		panels,
		source: `${m.comparison_source({ source: view.source[locale] }, { locale })} ${m.common_as_of({ date: formatPartialDate(view.asOf, locale) }, { locale })}.`,
		notes: view.note ? [view.note[locale]] : []
	};
}

function chartPanel(
	{ chart, table, note, title }: ChartPart,
	words: { named: string; table: string },
	locale: Locale
): Panel {
	const says = chart ? chart.summary[locale] : null;
	return {
		title: chart || title ? words.named : null,
		says,
		picture:
			chart && says && !isEmpty(chart)
				? drawingOf(chart, { title: words.named, summary: says, locale })
				: null,
		alt: [words.named, says].filter(Boolean).join('. '),
		table: {
			caption: `${m.common_chart_data({}, { locale })}: ${words.table}`,
			...rowsOf(table, locale)
		},
		notes: note ? [note[locale]] : []
	};
}

const rowsOf = ({ columns, rows }: FigureRows, locale: Locale) => ({
	head: columns.map(({ label }) => label[locale]),
	rows: rows.map((row) =>
		(isHeadingRow(row, columns) ? columns.slice(0, 1) : columns).map((column) =>
			writeCell(row, column, locale)
		)
	),
	numeric: columns.flatMap(({ numeric }, at) => (numeric ? [at] : []))
});

/** A table that is its own picture: its signs, and what they mean above it. */
function gridPanel({ corner, columns, rows, legend }: GridShape, named: string): Panel {
	return {
		title: null,
		says: legend.map(({ lines, said }) => `${lines[0] ?? ''} ${said}`.trim()).join(' · ') || null,
		picture: null,
		alt: named,
		table: {
			caption: named,
			head: [corner, ...columns.map(({ label }) => label)],
			rows: rows.map((row) => {
				if (isHeading(row)) return [row.heading];
				const label = [row.label, row.hint].filter(Boolean).join(' · ');
				return typeof row.cells === 'string'
					? [`${label}: ${row.cells}`]
					: [label, ...row.cells.map(({ lines }) => lines.join(' · '))];
			}),
			numeric: []
		},
		notes: []
	};
}
