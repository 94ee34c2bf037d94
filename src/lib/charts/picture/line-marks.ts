import { DASHES, pointSize } from '../lines.ts';
import { CHART_TONES } from '../tones.ts';
import { colourOf } from './colours.ts';
import { element, escapeXml, words } from './element.ts';
import { marksAt, type Drawing } from './marks.ts';

interface Point {
	x: number;
	y: number;
	size: number;
	stroke: string;
}

/** Each series has a shape of its own: colour is not the only sign. */
export function drawPoint(series: number, { x, y, size, stroke }: Point): string {
	const look = { fill: series % 2 ? colourOf('--paper') : stroke, stroke, 'stroke-width': 2 };
	if (series % 5 === 0) return element('circle', { cx: x, cy: y, r: size, ...look });
	const corners: Record<number, readonly (readonly [number, number])[]> = {
		1: [
			[-1, -1],
			[1, -1],
			[1, 1],
			[-1, 1]
		],
		2: [
			[0, -1.2],
			[1.1, 0.9],
			[-1.1, 0.9]
		],
		3: [
			[0, -1.3],
			[1.3, 0],
			[0, 1.3],
			[-1.3, 0]
		],
		4: [
			[-1.1, -0.9],
			[1.1, -0.9],
			[0, 1.2]
		]
	};
	const points = (corners[series % 5] ?? []).map(
		([dx, dy]) => `${(x + dx * size).toFixed(1)},${(y + dy * size).toFixed(1)}`
	);
	return element('polygon', { points: points.join(' '), ...look });
}

/** A piece of the line with its point, for the key. */
export function drawLineSign(series: number, { x, y, size, stroke }: Point): string {
	return (
		element('line', {
			x1: x - 14,
			x2: x + 14,
			y1: y,
			y2: y,
			stroke,
			'stroke-width': series ? 2 : 3,
			'stroke-dasharray': DASHES[series % DASHES.length]?.join(' ') || undefined
		}) + drawPoint(series, { x, y, size: Math.min(size, 6), stroke })
	);
}

/**
 * Lines with a point at each value; a value that is missing breaks its line. Of two that coincide both are
 * seen: through the gaps of the upper, around its smaller points, above and below which their values stand.
 */
export function drawLines({ shape, plot, ticks, locale, say }: Drawing): string {
	const most = ticks.at(-1) ?? 1;
	const band = plot.width / shape.labels.length;
	const placeOf = (at: number, value: number) => ({
		x: plot.x + band * (at + 0.5),
		y: plot.y + plot.height * (1 - value / most)
	});
	/** A value is not written over that of a line before it which stands on the same side. */
	const isSaid = (at: number, series: number) => {
		const own = shape.series[series]?.values[at] ?? 0;
		return !shape.series.some(({ values }, other) => {
			const value = values[at] ?? null;
			const near = value !== null && Math.abs(value - own) / most < 16 / plot.height;
			return other < series && other % 2 === series % 2 && near;
		});
	};
	return shape.series
		.map(({ tone, values }, series) => {
			const size = pointSize(series, shape.series.length);
			const stroke = colourOf(CHART_TONES[tone].ground);
			const steps = values.map((value, at) => {
				if (value === null) return '';
				const { x, y } = placeOf(at, value);
				const goesOn = typeof values[at - 1] === 'number';
				return `${goesOn ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
			});
			const points = values.map((value, at) => {
				const mark = marksAt(shape, at, locale, say)[series];
				if (value === null || !mark) return '';
				const { x, y } = placeOf(at, value);
				return element(
					'g',
					{},
					element('title', {}, escapeXml(mark.title)),
					drawPoint(series, { x, y, size, stroke }),
					isSaid(at, series)
						? words([mark.said], {
								x,
								y: series % 2 ? y + size + 13 : y - size - 5,
								size: 12,
								colour: stroke,
								anchor: 'middle'
							})
						: ''
				);
			});
			return (
				element('path', {
					d: steps.join(''),
					fill: 'none',
					stroke,
					'stroke-width': series ? 2 : 3,
					'stroke-dasharray': DASHES[series % DASHES.length]?.join(' ') || undefined
				}) + points.join('')
			);
		})
		.join('');
}
