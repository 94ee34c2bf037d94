import { wordsCell, type GridShape } from '#lib/charts/grid.ts';
import type { PicturePart } from '#lib/charts/picture/picture.ts';
import { isEmpty } from '#lib/charts/shape.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import {
	isGrid,
	type ChartPart,
	type FigurePart,
	type FigureRows,
	type ViewFigure
} from '../figure.ts';
import { isHeadingRow, writeCell } from './write.ts';

/** A table as it is drawn where there is no chart of it. */
export function gridOf({ columns, rows }: FigureRows, locale: Locale): GridShape {
	const [first, ...others] = columns;
	return {
		corner: first?.label[locale] ?? '',
		groups: [],
		columns: others.map(({ key, label }) => ({
			key,
			label: label[locale],
			said: null,
			wide: true
		})),
		rows: rows.map((row, at) => {
			const label = first ? writeCell(row, first, locale) : '';
			return isHeadingRow(row, columns)
				? { heading: label }
				: {
						key: String(at),
						label,
						hint: null,
						cells: others.map((column) => wordsCell(writeCell(row, column, locale)))
					};
		}),
		legend: []
	};
}

/** What a chart shows and what has to be known of it, where a picture has several; of one, what has to be known. */
function saysOf({ chart, note }: ChartPart, several: boolean, locale: Locale): string | null {
	const said = [
		...(several && chart ? [chart.summary[locale]] : []),
		...(note ? [note[locale]] : [])
	];
	return said.length ? said.join(' ') : null;
}

function drawnOf(part: FigurePart, several: boolean, locale: Locale): PicturePart {
	const title = part.title?.[locale] ?? null;
	if (isGrid(part)) return { title, says: null, grid: part.grid };
	const { chart, table } = part;
	return chart && !isEmpty(chart)
		? { title, says: saysOf(part, several, locale), chart }
		: { title, says: null, grid: gridOf(table, locale) };
}

/** Those that a picture holds. */
const drawn = (parts: ViewFigure['parts']) => parts.filter((part) => isGrid(part) || !part.aside);

/** What a picture of the view is made of: its charts, and its tables where there is no chart. */
export const pictureParts = ({ parts }: ViewFigure, locale: Locale): PicturePart[] =>
	drawn(parts).map((part) => drawnOf(part, drawn(parts).length > 1, locale));
