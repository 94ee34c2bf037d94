import { formatNumber, formatShare } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { breakLines } from '../lines.ts';
import { isEmpty, withoutEmptySeries, type ChartSeries, type ChartShape } from '../shape.ts';
import { colourOf } from './colours.ts';
import { element, escapeXml, words } from './element.ts';
import {
	drawAxis,
	drawBars,
	drawLines,
	fillOf,
	patternsOf,
	TEXT,
	ticksOf,
	type Plot
} from './marks.ts';
import { widthOf } from './scale.ts';

export interface PictureWords {
	title: string;
	/** Source, day, address: what a picture that has left its page must carry. */
	footer: readonly string[];
	locale: Locale;
}

const WIDTH = 960;
const MARGIN = 24;
const INNER = WIDTH - 2 * MARGIN;
const INK = colourOf('--ink');
const SOFT = colourOf('--ink-soft');

/** Rows of the key: as many series in each as there is room for. */
function keyRows(series: readonly ChartSeries[], locale: Locale): ChartSeries[][] {
	const rows: ChartSeries[][] = [];
	let used = Infinity;
	for (const one of series) {
		const width = widthOf(one.label[locale], TEXT) + 48;
		if (used + width > INNER) {
			rows.push([]);
			used = 0;
		}
		rows.at(-1)?.push(one);
		used += width;
	}
	return rows;
}

function drawKey(rows: readonly ChartSeries[][], top: number, locale: Locale): string {
	return rows
		.map((row, at) => {
			let x = MARGIN;
			const y = top + at * 24;
			return row
				.map(({ label, tone }) => {
					const drawn =
						element('rect', {
							x,
							y: y - 12,
							width: 22,
							height: 14,
							fill: fillOf(tone),
							stroke: colourOf('--rating-edge')
						}) + words([label[locale]], { x: x + 30, y, size: TEXT, colour: INK });
					x += widthOf(label[locale], TEXT) + 48;
					return drawn;
				})
				.join('');
		})
		.join('');
}

/** Where the labels stand, and how much room the marks have beside or above them. */
function layOut(shape: ChartShape, top: number, locale: Locale) {
	const across = shape.layout === 'rows' && shape.kind !== 'line';
	const most = across ? 36 : Math.max(8, Math.floor(INNER / shape.labels.length / 8));
	const labels = shape.labels.map((label) => breakLines(label[locale], most));
	const lines = Math.max(1, ...labels.map((label) => label.length));
	if (!across) {
		const plot: Plot = { x: MARGIN + 64, y: top, width: INNER - 64, height: 340 };
		const band = plot.width / labels.length;
		const drawn = labels.map((label, at) =>
			words(label, {
				x: plot.x + band * (at + 0.5),
				y: plot.y + plot.height + 20,
				size: TEXT,
				colour: INK,
				anchor: 'middle'
			})
		);
		return { plot, drawn, bottom: plot.y + plot.height + lines * 18 + 16 };
	}
	const wide =
		Math.min(300, Math.max(...labels.flat().map((line) => widthOf(line, TEXT)), 60)) + 12;
	const band = Math.max(
		34,
		lines * 18 + 6,
		shape.kind === 'bar' ? shape.series.length * 22 + 8 : 0
	);
	const plot: Plot = {
		x: MARGIN + wide,
		y: top,
		width: INNER - wide - 12,
		height: band * labels.length
	};
	const drawn = labels.map((label, at) =>
		words(label, {
			x: plot.x - 10,
			y: plot.y + band * (at + 0.5) + 5 - ((label.length - 1) * TEXT * 1.25) / 2,
			size: TEXT,
			colour: INK,
			anchor: 'end'
		})
	);
	return { plot, drawn, bottom: plot.y + plot.height + 30 };
}

/**
 * The chart as an SVG document that stands alone: title, what it shows in a sentence, key, marks with their
 * values, and below them source and day. In the light look, whoever asks; the same words for the same data.
 */
export function chartPicture(whole: ChartShape, { title, footer, locale }: PictureWords): string {
	const shape = withoutEmptySeries(whole);
	const say = (value: number) =>
		shape.unit === 'share' ? formatShare(value, locale) : formatNumber(value, locale, 2);
	const heading = breakLines(title, 74);
	const summary = breakLines(shape.summary[locale], 118);
	const foot = footer.flatMap((line) => breakLines(line, 136));
	let at = MARGIN + 20;
	const parts = [words(heading, { x: MARGIN, y: at, size: 22, colour: INK, strong: true })];
	at += heading.length * 27.5 + 2;
	parts.push(words(summary, { x: MARGIN, y: at, size: 16, colour: INK }));
	at += summary.length * 20 + 12;
	if (!isEmpty(shape)) {
		const key = shape.series.length > 1 ? keyRows(shape.series, locale) : [];
		parts.push(drawKey(key, at, locale));
		at += key.length * 24;
		const { plot, drawn, bottom } = layOut(shape, at, locale);
		const drawing = { shape, plot, ticks: ticksOf(shape), locale, say };
		parts.push(
			drawAxis(drawing),
			shape.kind === 'line' ? drawLines(drawing) : drawBars(drawing),
			...drawn
		);
		at = bottom;
	}
	parts.push(words(foot, { x: MARGIN, y: at + 16, size: 13, colour: SOFT }));
	const height = Math.ceil(at + 16 + foot.length * 16.25 + MARGIN);
	return element(
		'svg',
		{
			xmlns: 'http://www.w3.org/2000/svg',
			width: WIDTH,
			height,
			viewBox: `0 0 ${WIDTH} ${height}`,
			role: 'img',
			'aria-labelledby': 'title says',
			'font-family': "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif",
			'xml:lang': locale
		},
		element('title', { id: 'title' }, escapeXml(title)),
		element('desc', { id: 'says' }, escapeXml(shape.summary[locale])),
		patternsOf(shape.series.map(({ tone }) => tone)),
		element('rect', { width: WIDTH, height, fill: colourOf('--paper') }),
		...parts
	);
}
