import type { ChartTone } from './tones.ts';

/** A cell of a table that is its own drawing: a sign on a ground, or lines of words. */
export interface GridCell {
	lines: readonly string[];
	/** The look of a cell that stands for a value; null for words. */
	tone: ChartTone | null;
	/** The whole of it in words, where a sign alone does not say it. */
	said: string | null;
	/** A heavy edge that says a direction without colour. */
	edge?: 'above' | 'below';
}

export interface GridColumn {
	key: string;
	label: string;
	/** What a short label stands for. */
	said: string | null;
	/** Whether it holds words, and needs the room for them. */
	wide: boolean;
}

/** A line under a heading of its own, or the cells of one thing. */
export type GridRow =
	| { heading: string }
	| {
			key: string;
			label: string;
			/** Small words below the label. */
			hint: string | null;
			/** One for each column; or why there is none, across all of them. */
			cells: readonly GridCell[] | string;
	  };

/** A table that says with numbers, patterns and colours what a chart would: in the reader's language, drawn at once. */
export interface GridShape {
	/** What the rows are. */
	corner: string;
	/** What several columns have in common, from the first on; none where they have nothing. */
	groups: readonly { label: string; span: number }[];
	columns: readonly GridColumn[];
	rows: readonly GridRow[];
	/** What the signs mean. */
	legend: readonly (GridCell & { said: string })[];
}

export const isHeading = (row: GridRow): row is { heading: string } => 'heading' in row;

/** A cell that holds nothing but words. */
export const wordsCell = (...lines: string[]): GridCell => ({ lines, tone: null, said: null });
