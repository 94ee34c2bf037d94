import { formatNumber, formatShare } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { breakLines } from '../lines.ts';
import {
	isEmpty,
	tickWriter,
	withoutEmptySeries,
	type ChartShape,
	type MapStep
} from '../shape.ts';
import { CHART_TONES, type ChartTone } from '../tones.ts';
import { colourOf } from './colours.ts';
import { element, words } from './element.ts';
import { drawAxis, drawBars, fillOf, TEXT, ticksOf, type Plot } from './marks.ts';
import { drawLines, drawLineSign } from './line-marks.ts';
import { widthOf } from './scale.ts';
import { INK, INNER, MARGIN } from './sheet.ts';

/** A part of a picture: what is drawn, where it ends, and the tones that it is filled with. */
export interface Panel {
	drawn: string;
	bottom: number;
	tones: readonly ChartTone[];
}

/** Rows of the key: as many looks in each as there is room for. */
export function keyRows(looks: readonly MapStep[], locale: Locale): MapStep[][] {
	const rows: MapStep[][] = [];
	let used = Infinity;
	for (const one of looks) {
		const width = widthOf(one.label[locale], TEXT) + 54;
		if (used + width > INNER) {
			rows.push([]);
			used = 0;
		}
		rows.at(-1)?.push(one);
		used += width;
	}
	return rows;
}

/** The key; of lines, with the points and dashes that tell them apart. */
export function drawKey(
	rows: readonly MapStep[][],
	top: number,
	locale: Locale,
	lines = false
): string {
	return rows
		.map((row, at) => {
			let x = MARGIN;
			const y = top + at * 24;
			return row
				.map((one) => {
					const { label, tone } = one;
					const place = rows.flat().indexOf(one);
					const sign = lines
						? drawLineSign(place, {
								x: x + 14,
								y: y - 5,
								size: 6,
								stroke: colourOf(CHART_TONES[tone].ground)
							})
						: element('rect', {
								x,
								y: y - 12,
								width: 22,
								height: 14,
								fill: fillOf(tone),
								stroke: colourOf('--rating-edge')
							});
					const drawn = sign + words([label[locale]], { x: x + 34, y, size: TEXT, colour: INK });
					x += widthOf(label[locale], TEXT) + 54;
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

/** A chart from `top` on: its key, its axis and its marks with their values. */
export function chartPanel(whole: ChartShape, top: number, locale: Locale): Panel {
	const shape = withoutEmptySeries(whole);
	if (isEmpty(shape)) return { drawn: '', bottom: top, tones: [] };
	const say = (value: number) =>
		shape.unit === 'share' ? formatShare(value, locale) : formatNumber(value, locale, 2);
	const key = shape.series.length > 1 ? keyRows(shape.series, locale) : [];
	const { plot, drawn, bottom } = layOut(shape, top + key.length * 24, locale);
	const ticks = ticksOf(shape);
	const drawing = {
		shape,
		plot,
		ticks,
		locale,
		say,
		sayTick: tickWriter(ticks.at(-1) ?? 0, say, locale)
	};
	return {
		drawn: [
			drawKey(key, top, locale, shape.kind === 'line'),
			drawAxis(drawing),
			shape.kind === 'line' ? drawLines(drawing) : drawBars(drawing),
			...drawn
		].join(''),
		bottom,
		tones: shape.series.map(({ tone }) => tone)
	};
}
