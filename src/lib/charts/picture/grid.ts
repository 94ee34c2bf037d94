import {
	isHeading,
	type GridCell,
	type GridColumn,
	type GridRow,
	type GridShape
} from '../grid.ts';
import { breakLines } from '../lines.ts';
import { CHART_TONES } from '../tones.ts';
import { colourOf } from './colours.ts';
import { element, escapeXml, words } from './element.ts';
import { fillOf, isTextured } from './marks.ts';
import type { Panel } from './panel.ts';
import { widthOf } from './scale.ts';
import { INK, INNER, MARGIN, SOFT } from './sheet.ts';

const SIZE = 13;
const LINE = SIZE * 1.25;
const PAD = 5;
const SWATCH = { width: 34, height: 20 };
const EDGE = colourOf('--rating-edge');
const RULE = colourOf('--line');

/** A column with where it begins and how wide it is. */
type Placed = GridColumn & { x: number; width: number };

/** As many characters as stand beside each other within so many pixels. */
const room = (width: number) => Math.max(4, Math.floor((width - 2 * PAD) / widthOf('x', SIZE)));

/** The column of labels, and those of the cells: words get twice to three times the room of a sign. */
function place({ columns }: GridShape) {
	const words = columns.filter(({ wide }) => wide).length;
	const first = words === columns.length ? 190 : 250;
	const signs = columns.length - words;
	const sign = signs ? Math.min(60, (INNER - first) / (signs + 2.2 * words)) : 0;
	const wide = words ? (INNER - first - signs * sign) / words : 0;
	let x = MARGIN + first;
	const placed = columns.map((column): Placed => {
		const own = { ...column, x, width: column.wide ? wide : sign };
		x += own.width;
		return own;
	});
	return { first, placed };
}

const rule = (y: number, colour = RULE) =>
	element('line', { x1: MARGIN, x2: MARGIN + INNER, y1: y, y2: y, stroke: colour });

/** A sign on its ground with its heavy edge, where it has one; a sign of the key has no title. */
function drawSign({ lines, tone, edge }: GridCell, x: number, y: number, title?: string) {
	const { width, height } = SWATCH;
	const [text = ''] = lines;
	const ground = tone && isTextured(tone) ? widthOf(text, SIZE) + 4 : 0;
	return element(
		'g',
		{},
		...(title === undefined ? [] : [element('title', {}, escapeXml(title))]),
		element('rect', {
			...{ x, y, width, height },
			fill: tone ? fillOf(tone) : colourOf('--paper'),
			stroke: EDGE,
			'stroke-dasharray': tone === 'none' ? '3 2' : undefined
		}),
		...(edge
			? [
					element('rect', {
						x,
						y: edge === 'above' ? y : y + height - 4,
						width,
						height: 4,
						fill: INK
					})
				]
			: []),
		...(ground
			? [
					element('rect', {
						x: x + (width - ground) / 2,
						y: y + 3,
						width: ground,
						height: height - 6,
						fill: colourOf('--paper')
					})
				]
			: []),
		words([text], {
			x: x + width / 2,
			y: y + height / 2 + 4.5,
			size: SIZE,
			colour: tone ? colourOf(CHART_TONES[tone].ink) : INK,
			anchor: 'middle',
			strong: /\d/.test(text)
		})
	);
}

/** Lines of a cell of words, broken to the width of its column. */
const linesIn = ({ lines }: GridCell, width: number) =>
	lines.flatMap((line) => breakLines(line, room(width)));

function drawCell(cell: GridCell, column: Placed, y: number, height: number, row: string): string {
	const title = `${row} – ${column.label}: ${cell.said ?? cell.lines.join('; ')}`;
	if (cell.tone)
		return drawSign(
			cell,
			column.x + (column.width - SWATCH.width) / 2,
			y + (height - SWATCH.height) / 2,
			title
		);
	return element(
		'g',
		{},
		element('title', {}, escapeXml(title)),
		words(linesIn(cell, column.width), {
			x: column.wide ? column.x + PAD : column.x + column.width / 2,
			y: y + PAD + SIZE,
			size: SIZE,
			colour: INK,
			anchor: column.wide ? 'start' : 'middle'
		})
	);
}

function drawRow(row: GridRow, top: number, { first, placed }: ReturnType<typeof place>) {
	if (isHeading(row)) {
		const lines = breakLines(row.heading, room(INNER));
		const height = lines.length * LINE + 2 * PAD + 6;
		const text = {
			x: MARGIN + PAD,
			y: top + PAD + 6 + SIZE,
			size: SIZE,
			colour: INK,
			strong: true
		};
		return { drawn: words(lines, text) + rule(top + height), height };
	}
	const { label, cells } = row;
	const name = breakLines(label, room(first));
	const spanning = typeof cells === 'string' ? breakLines(cells, room(INNER - first)) : [];
	const tallest = Math.max(
		name.length,
		spanning.length,
		...(typeof cells === 'string'
			? []
			: cells.map((cell, at) => (cell.tone ? 1 : linesIn(cell, placed[at]?.width ?? 0).length)))
	);
	const height = Math.max(SWATCH.height + 6, tallest * LINE + 2 * PAD);
	const text = { y: top + PAD + SIZE, size: SIZE, colour: INK };
	return {
		drawn:
			words(name, { ...text, x: MARGIN + PAD }) +
			(typeof cells === 'string'
				? words(spanning, { ...text, x: MARGIN + first + PAD, colour: SOFT })
				: cells
						.map((cell, at) => {
							const column = placed[at];
							return column ? drawCell(cell, column, top, height, label) : '';
						})
						.join('')) +
			rule(top + height),
		height
	};
}

function drawHeads({ corner }: GridShape, top: number, { placed }: ReturnType<typeof place>) {
	const heads = placed.map(({ label, width }) => breakLines(label, room(width)));
	const height = Math.max(1, ...heads.map(({ length }) => length)) * LINE + PAD;
	const look = { size: SIZE, colour: INK, strong: true };
	return {
		drawn:
			words([corner], { ...look, x: MARGIN + PAD, y: top + SIZE }) +
			placed
				.map(({ x, width, wide }, at) =>
					words(heads[at] ?? [], {
						...look,
						x: wide ? x + PAD : x + width / 2,
						y: top + SIZE,
						anchor: wide ? 'start' : 'middle'
					})
				)
				.join('') +
			rule(top + height, INK),
		height
	};
}

/** The signs with their words, as many in a line as there is room for. */
function drawLegend({ legend }: GridShape, top: number) {
	let x = MARGIN;
	let y = top;
	const drawn = legend.map((sign) => {
		const width = SWATCH.width + widthOf(sign.said, SIZE) + 26;
		if (x > MARGIN && x + width > MARGIN + INNER) {
			x = MARGIN;
			y += 27;
		}
		const at = { x: x + SWATCH.width + 7, y: y + 14, size: SIZE, colour: INK };
		const own = drawSign(sign, x, y) + words([sign.said], at);
		x += width;
		return own;
	});
	return { drawn: drawn.join(''), height: legend.length ? y - top + 34 : 0 };
}

/** What short heads stand for, and what several of them have in common: below the table. */
function drawNotes({ columns, groups }: GridShape, top: number) {
	const common = groups.flatMap(({ label, span }) => Array<string>(span).fill(label));
	const lines = columns.flatMap(({ label, said }, at) => {
		if (said === null) return [];
		const group = common[at] === undefined ? '' : ` (${common[at]})`;
		return breakLines(`${label}. ${said}${group}`, room(INNER));
	});
	return {
		drawn: words(lines, { x: MARGIN, y: top + SIZE + 8, size: SIZE, colour: SOFT }),
		height: lines.length ? lines.length * LINE + 12 : 0
	};
}

/** A table from `top` on: its key, its heads, its rows, and what short heads stand for. */
export function gridPanel(grid: GridShape, top: number): Panel {
	const columns = place(grid);
	let at = top;
	const drawn: string[] = [];
	const add = (one: { drawn: string; height: number }) => {
		drawn.push(one.drawn);
		at += one.height;
	};
	add(drawLegend(grid, at));
	add(drawHeads(grid, at, columns));
	for (const row of grid.rows) add(drawRow(row, at, columns));
	add(drawNotes(grid, at));
	const cells = grid.rows.flatMap((row) =>
		isHeading(row) || typeof row.cells === 'string' ? [] : row.cells
	);
	const tones = [...cells, ...grid.legend].flatMap(({ tone }) => tone ?? []);
	return { drawn: drawn.join(''), bottom: at, tones: [...new Set(tones)] };
}
