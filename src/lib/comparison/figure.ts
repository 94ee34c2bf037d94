import type { GridShape } from '#lib/charts/grid.ts';
import type { Both, ChartShape, Drawn } from '#lib/charts/shape.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';

export type FigureCell = string | number | Both | null;

export interface FigureColumn {
	key: string;
	label: Both;
	numeric?: boolean;
	/** The column that holds the whole of which this one is a part: its share is shown too. */
	of?: string;
}

/** A table: its columns, and a row for each line; one that has only the first cell is a heading. */
export interface FigureRows {
	columns: FigureColumn[];
	rows: Record<string, FigureCell>[];
}

/** The answer to a figure's question: plain data in both languages, kept as JSON when a summary is published. */
export interface FigureAnswer<Shape extends Drawn = ChartShape> extends FigureRows {
	title: Both;
	/** The day on which the question was answered. */
	asOf: string;
	chart: Shape;
	source: Both;
	/** What a reader has to know to read it rightly. */
	note: Both | null;
}

/** A chart and the table of what it shows; without a chart where there is nothing that it could draw. */
export interface ChartPart {
	/** What it is of, where a view has several. */
	title: Both | null;
	chart: Drawn | null;
	table: FigureRows;
	/** What a reader has to know of this one. */
	note?: Both | null;
	/** A table beside the charts: it is no part of the picture. */
	aside?: boolean;
}

/** A table that is its own picture. */
export interface GridPart {
	title: Both | null;
	grid: GridShape;
}
export type FigurePart = ChartPart | GridPart;

/** A view of a comparison, whole: charts with their tables, or tables that are drawn as they are. */
export interface ViewFigure extends Pick<FigureAnswer, 'title' | 'asOf' | 'source' | 'note'> {
	/** What it shows, in a sentence. */
	summary: Both;
	/** What time it is of. */
	period: Both;
	parts: readonly FigurePart[];
	/** Which of its rows are drawn, where they are more than one picture holds. */
	page?: { number: number; pages: number; from: number; to: number; count: number };
}

/** The same view in the words of each language: a table that is its own picture is drawn in one. */
export type FigureViews = Record<Locale, ViewFigure>;

export const isGrid = (part: FigurePart): part is GridPart => 'grid' in part;

/** Whether a view needs words above it: it has several parts, or one that is called something else, or is a table alone. */
export const headed = ({ parts }: Pick<ViewFigure, 'parts'>): boolean =>
	parts.length > 1 || parts.some((part) => part.title !== null || isGrid(part) || !part.chart);

/** A figure of one chart as a view. */
export const viewOf = (
	{ title, asOf, columns, rows, chart, source, note }: FigureAnswer<Drawn>,
	period: Both
): ViewFigure => ({
	title,
	asOf,
	source,
	note,
	summary: chart.summary,
	period,
	parts: [{ title: null, chart, table: { columns, rows } }]
});
