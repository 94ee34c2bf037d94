import type { Both, ChartShape } from '#lib/charts/shape.ts';

export type FigureCell = string | number | Both | null;

export interface FigureColumn {
	key: string;
	label: Both;
	numeric?: boolean;
	/** The column that holds the whole of which this one is a part: its share is shown too. */
	of?: string;
}

/** The answer to a figure's question: plain data in both languages, kept as JSON when a summary is published. */
export interface FigureAnswer {
	title: Both;
	/** The day on which the question was answered. */
	asOf: string;
	columns: FigureColumn[];
	rows: Record<string, FigureCell>[];
	chart: ChartShape;
	source: Both;
	/** What a reader has to know to read it rightly. */
	note: Both | null;
}
