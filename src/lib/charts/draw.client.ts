import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
	type ChartConfiguration,
	type ChartDataset,
	type LegendItem
} from 'chart.js';
import { formatNumber, formatShare } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { breakLines, DASHES, pointSize, shortened } from './lines.ts';
import { redrawn } from './redrawn.client.ts';
import { tickWriter, withoutEmptySeries, type ChartShape } from './shape.ts';
import { readColours } from './surface.client.ts';
import { valuesInBars } from './values.client.ts';

Chart.register(
	BarController,
	BarElement,
	CategoryScale,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
);

const POINTS = ['circle', 'rect', 'triangle', 'rectRot', 'triangle'] as const;
const NARROW = 520;
const TEXT = 14;
/** What the key and the axis take of the height, where the drawing is narrow. */
const KEY = 170;

/**
 * Draws the shape and draws it again when the page's colours change. Gives back what takes it away.
 * The drawing is for the eye only: what it says is in the caption and the table.
 */
export function draw(canvas: HTMLCanvasElement, shape: ChartShape, locale: Locale): () => void {
	return redrawn(() => new Chart(canvas, configure(canvas, shape, locale)));
}

function configure(
	canvas: HTMLCanvasElement,
	whole: ChartShape,
	locale: Locale
): ChartConfiguration<'bar' | 'line'> {
	const shape = withoutEmptySeries(whole);
	const { kind, layout, unit } = shape;
	const colours = readColours(canvas);
	const width = canvas.parentElement?.clientWidth ?? NARROW;
	const narrow = width < NARROW;
	const across = layout === 'rows' && kind !== 'line';
	const lineLength = Math.round(
		across ? (narrow ? 16 : width / 26) : width / shape.labels.length / 8
	);
	/** Lines of a label that stand beside its bar without meeting those of the next. */
	const height = (canvas.parentElement?.clientHeight ?? 0) - KEY;
	const lines = across
		? Math.max(1, Math.floor(height / shape.labels.length / (TEXT * 1.2)))
		: narrow
			? 2
			: Infinity;
	const surfaces = shape.series.map(({ tone }, place) => colours.surface(tone, place));
	const write = (value: number) =>
		unit === 'share' ? formatShare(value, locale) : formatNumber(value, locale, 2);
	const most = Math.max(0, ...shape.series.flatMap(({ values }) => values.map((one) => one ?? 0)));
	const writeTick = tickWriter(most, write, locale);
	const font = { family: colours.font, size: TEXT };
	const values = {
		stacked: kind === 'stacked',
		beginAtZero: true,
		max: unit === 'share' ? 1 : undefined,
		border: { color: colours.line },
		grid: { color: colours.line },
		ticks: {
			color: colours.ink,
			font,
			precision: unit === 'count' ? 0 : undefined,
			maxTicksLimit: narrow ? 5 : 9,
			callback: (tick: number | string) => writeTick(Number(tick))
		}
	};
	const labels = {
		stacked: kind === 'stacked',
		border: { color: colours.edge },
		grid: { display: false },
		ticks: { color: colours.ink, font, autoSkip: kind === 'line', maxRotation: across ? 0 : 45 }
	};
	return {
		type: kind === 'line' ? 'line' : 'bar',
		data: {
			labels: ((narrow && shape.shortLabels) || shape.labels).map((label) =>
				shortened(breakLines(label[locale], lineLength), lines)
			),
			datasets: shape.series.map(
				({ label, values }, place): ChartDataset<'bar' | 'line', (number | null)[]> => {
					const surface = surfaces[place] ?? { fill: 'CanvasText', ground: '', ink: '' };
					const look = { label: label[locale], data: values };
					return kind === 'line'
						? {
								...look,
								type: 'line',
								borderColor: surface.ground,
								backgroundColor: surface.ground,
								order: -place,
								borderDash: [...(DASHES[place % DASHES.length] ?? [])],
								pointStyle: POINTS[place % POINTS.length],
								pointBackgroundColor: place % 2 ? colours.paper : surface.ground,
								pointBorderWidth: 2,
								pointRadius: pointSize(place, shape.series.length),
								borderWidth: place ? 2 : 3
							}
						: {
								...look,
								type: 'bar',
								backgroundColor: surface.fill,
								borderColor: colours.edge,
								borderWidth: 1,
								maxBarThickness: across ? 34 : 120,
								categoryPercentage: 0.82,
								barPercentage: 1
							};
				}
			)
		},
		options: {
			locale: locale === 'fr' ? 'fr-CA' : 'en-CA',
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			indexAxis: across ? 'y' : 'x',
			interaction: { mode: 'nearest', intersect: kind !== 'line' },
			scales: across ? { x: values, y: labels } : { x: labels, y: values },
			plugins: {
				legend: {
					display: shape.series.length > 1,
					reverse: kind === 'line',
					position: 'bottom',
					align: 'start',
					labels: {
						color: colours.ink,
						font,
						boxWidth: 22,
						boxHeight: 14,
						padding: 14,
						usePointStyle: kind === 'line',
						generateLabels: (chart) => {
							const key = keyOf(chart, Math.floor((width - 40) / (TEXT / 2)));
							// Turned round below, entry by entry.
							return kind === 'line' ? key.map((lines) => lines.toReversed()).flat() : key.flat();
						}
					}
				},
				tooltip: {
					titleFont: { ...font, weight: 600 },
					bodyFont: font,
					callbacks: {
						label: ({ dataset, raw }) => `${dataset.label ?? ''}: ${write(Number(raw))}`
					}
				}
			}
		},
		plugins: kind === 'line' ? [] : [valuesInBars(surfaces, write, font)]
	};
}

/**
 * The entries of the key, of each series its lines. A name that is wider than the drawing goes on in entries without a mark, each as wide as a
 * line: Chart.js sets a key in rows of one line.
 */
function keyOf(chart: Chart, most: number): LegendItem[][] {
	return Chart.defaults.plugins.legend.labels.generateLabels(chart).map((item) => {
		const lines = breakLines(item.text, most);
		if (lines.length < 2) return [item];
		return lines.map((line, place) => ({
			...item,
			text: line.padEnd(line.length + 2 * Math.max(0, most - line.length), '\u00a0'),
			...(place > 0 && { fillStyle: 'transparent', strokeStyle: 'transparent', lineWidth: 0 })
		}));
	});
}
