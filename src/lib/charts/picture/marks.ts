import type { ChartShape } from '../shape.ts';
import { CHART_TONES, type ChartTone } from '../tones.ts';
import { STROKES, TILE } from '../textures.ts';
import { colourOf } from './colours.ts';
import { element, escapeXml, words } from './element.ts';
import { scaleTo, widthOf } from './scale.ts';

export const TEXT = 14;
const EDGE = colourOf('--rating-edge');
const INK = colourOf('--ink');
const LINE = colourOf('--line');

/** The part of the picture in which the marks stand. */
export interface Plot {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** One value of the chart, with the words that name it. */
interface Mark {
	tone: ChartTone;
	value: number;
	said: string;
	title: string;
}

export const isTextured = (tone: ChartTone) =>
	!['plain', 'empty'].includes(CHART_TONES[tone].texture);

/** How a tone is filled: by its colour, or by the pattern that `patternsOf` defines. */
export const fillOf = (tone: ChartTone) =>
	isTextured(tone) ? `url(#${tone})` : colourOf(CHART_TONES[tone].ground);

/** The patterns that these tones are filled with. */
export function patternsOf(tones: readonly ChartTone[]): string {
	const thread = colourOf('--rating-texture');
	const patterns = [...new Set(tones)].filter(isTextured).map((tone) => {
		const { ground, texture } = CHART_TONES[tone];
		const side = { width: TILE, height: TILE };
		return element(
			'pattern',
			{ id: tone, patternUnits: 'userSpaceOnUse', ...side },
			element('rect', { ...side, fill: colourOf(ground) }),
			...STROKES[texture].map(([x1, y1, x2, y2]) =>
				element('line', { x1, y1, x2, y2, stroke: thread })
			),
			...(texture === 'dots'
				? [element('rect', { x: 3, y: 3, width: 2, height: 2, fill: thread })]
				: [])
		);
	});
	return patterns.length ? element('defs', {}, ...patterns) : '';
}

/** A bar, with its value written into it where there is room, else beside it up to `end`. */
function bar({ tone, said, title }: Mark, { x, y, width, height }: Plot, end = 0): string {
	const room = width >= widthOf(said, TEXT) + 8 && height >= TEXT + 4;
	const beside = !room && x + width + 6 + widthOf(said, 12) < end;
	const middle = { x: x + width / 2, y: y + height / 2 };
	const ground = widthOf(said, TEXT) + 6;
	return element(
		'g',
		{},
		element('title', {}, escapeXml(title)),
		element('rect', { x, y, width, height, fill: fillOf(tone), stroke: EDGE }),
		...(room && isTextured(tone)
			? [
					element('rect', {
						x: middle.x - ground / 2,
						y: middle.y - 9,
						width: ground,
						height: 18,
						fill: colourOf(CHART_TONES[tone].ground)
					})
				]
			: []),
		...(beside
			? [words([said], { x: x + width + 6, y: middle.y + 5, size: 12, colour: INK })]
			: []),
		...(room
			? [
					words([said], {
						x: middle.x,
						y: middle.y + 5,
						size: TEXT,
						colour: colourOf(CHART_TONES[tone].ink),
						anchor: 'middle',
						strong: true
					})
				]
			: [])
	);
}

type Say = (value: number) => string;

export const marksAt = (
	shape: ChartShape,
	at: number,
	locale: 'en' | 'fr',
	say: Say
): (Mark | null)[] =>
	shape.series.map(({ label, tone, values }) => {
		const value = values[at] ?? null;
		if (value === null) return null;
		const title = `${shape.labels[at]?.[locale] ?? ''} – ${label[locale]}: ${say(value)}`;
		return { tone, value, said: say(value), title };
	});

/** The values at which lines cross the axis; the last is its end. */
export function ticksOf({ kind, unit, labels, series }: ChartShape): number[] {
	if (unit === 'share') return [0, 0.25, 0.5, 0.75, 1];
	const tops = labels.map((_, at) => {
		const values = series.map(({ values: all }) => all[at] ?? 0);
		return kind === 'stacked' ? values.reduce((sum, one) => sum + one, 0) : Math.max(0, ...values);
	});
	const whole = series.every(({ values }) => values.every((one) => Number.isInteger(one ?? 0)));
	return scaleTo(Math.max(0, ...tops), whole);
}

export interface Drawing {
	shape: ChartShape;
	plot: Plot;
	ticks: readonly number[];
	locale: 'en' | 'fr';
	say: Say;
	/** The numbers of the axis. */
	sayTick: Say;
}

/** Bars that lie in rows or stand in columns, stacked or beside each other. */
export function drawBars({ shape, plot, ticks, locale, say }: Drawing): string {
	const most = ticks.at(-1) ?? 1;
	const across = shape.layout === 'rows';
	const length = across ? plot.width : plot.height;
	const band = (across ? plot.height : plot.width) / shape.labels.length;
	const thick = Math.min(
		(across ? 34 : 90) * (shape.kind === 'bar' ? shape.series.length : 1),
		band * 0.8
	);
	return shape.labels
		.map((_, at) => {
			let from = 0;
			const start = at * band + (band - thick) / 2;
			const each = shape.kind === 'stacked' ? thick : thick / shape.series.length;
			return marksAt(shape, at, locale, say)
				.map((mark, place) => {
					if (!mark || mark.value === 0) return '';
					const size = (mark.value / most) * length;
					const offset = start + (shape.kind === 'stacked' ? 0 : place * each);
					const drawn = bar(
						mark,
						across
							? { x: plot.x + from, y: plot.y + offset, width: size, height: each }
							: {
									x: plot.x + offset,
									y: plot.y + plot.height - from - size,
									width: each,
									height: size
								},
						across && shape.kind === 'bar' ? plot.x + plot.width : 0
					);
					if (shape.kind === 'stacked') from += size;
					return drawn;
				})
				.join('');
		})
		.join('');
}

/** The axis of values with its lines and numbers. */
export function drawAxis({ shape, plot, ticks, sayTick }: Drawing): string {
	const most = ticks.at(-1) ?? 1;
	const across = shape.layout === 'rows' && shape.kind !== 'line';
	return ticks
		.map((tick) => {
			const part = tick / most;
			const x = across ? plot.x + part * plot.width : plot.x;
			const y = across ? plot.y : plot.y + (1 - part) * plot.height;
			const line = across
				? { x1: x, x2: x, y1: plot.y, y2: plot.y + plot.height }
				: { x1: plot.x, x2: plot.x + plot.width, y1: y, y2: y };
			const said = across
				? { x, y: plot.y + plot.height + 18, anchor: 'middle' as const }
				: { x: plot.x - 8, y: y + 5, anchor: 'end' as const };
			return (
				element('line', { ...line, stroke: LINE }) +
				words([sayTick(tick)], { ...said, size: TEXT, colour: INK })
			);
		})
		.join('');
}
