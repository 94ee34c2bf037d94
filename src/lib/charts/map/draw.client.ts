import { Chart, Legend, Tooltip, type ChartConfiguration, type ChartDataset } from 'chart.js';
import { ChoroplethController, ColorScale, GeoFeature, ProjectionScale } from 'chartjs-chart-geo';
import { geoCircle } from 'd3-geo';
import address from 'world-atlas/countries-110m.json?url';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { redrawn } from '../redrawn.client.ts';
import type { MapShape } from '../shape.ts';
import { readColours } from '../surface.client.ts';
import { areasOf, type Area, type WorldAtlas } from './areas.ts';
import { keyOf, looks } from './looks.ts';

Chart.register(ChoroplethController, ColorScale, GeoFeature, Legend, ProjectionScale, Tooltip);

const NARROW = 520;
const TEXT = 14;
const POINT = 4;

/** The outlines of all countries, from our own server; kept by the browser. */
export async function readWorld(): Promise<Area[]> {
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(`The map was answered with ${answer.status}.`);
	return areasOf((await answer.json()) as WorldAtlas);
}

interface World {
	shape: MapShape;
	world: readonly Area[];
	locale: Locale;
}

/** Draws the map. The drawing is for the eye only: what it says is in the caption and the table. */
export const drawMap = (canvas: HTMLCanvasElement, given: World): (() => void) =>
	redrawn(() => new Chart(canvas, configure(canvas, given)));

function configure(
	canvas: HTMLCanvasElement,
	{ shape, world, locale }: World
): ChartConfiguration<'choropleth'> {
	const colours = readColours(canvas);
	const width = canvas.parentElement?.clientWidth ?? NARROW;
	const font = { family: colours.font, size: TEXT };
	const key = keyOf(shape);
	const none = key.indexOf(shape.empty);
	/** Where the system chooses the colours, what nothing is on record of is plain, and the steps are textured. */
	const placeOf = (at: number) => (at === none ? 0 : at < none ? at + 1 : at);
	const fills = new Map(
		key.map(({ tone }, at) => [tone, colours.surface(tone, placeOf(at)).fill] as const)
	);
	const { lookOf, wordsOf, points } = looks(shape, locale);
	/** Small countries as discs that are as wide on the screen whatever the width of the map. */
	const disc = geoCircle().radius((POINT * 360) / width);
	const areas = [
		...world.map(({ code, outline }) => ({ code, feature: outline })),
		...points.map(({ code, at }) => ({
			code,
			feature: { type: 'Feature' as const, properties: {}, geometry: disc.center([...at])() }
		}))
	];
	const dataset: ChartDataset<'choropleth'> = {
		data: areas.map(({ feature }) => ({ feature, value: 0 })),
		outline: world.map(({ outline }) => outline),
		backgroundColor: areas.map(({ code }) => fills.get(lookOf(code).tone) ?? colours.paper),
		borderColor: colours.edge,
		borderWidth: 0.6
	};
	return {
		type: 'choropleth',
		data: { datasets: [dataset] },
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			scales: {
				projection: { axis: 'x', projection: 'equalEarth' },
				// The controller asks for it; the steps are looked up in the shape instead.
				color: { axis: 'x', display: false }
			},
			plugins: {
				legend: {
					position: 'bottom',
					align: 'start',
					onClick: () => {},
					labels: {
						color: colours.ink,
						font,
						boxWidth: 22,
						boxHeight: 14,
						padding: 14,
						generateLabels: () =>
							key.map(({ label, tone }) => ({
								text: label[locale],
								fillStyle: fills.get(tone),
								strokeStyle: colours.edge,
								lineWidth: 1,
								fontColor: colours.ink
							}))
					}
				},
				tooltip: {
					titleFont: { ...font, weight: 600 },
					bodyFont: font,
					displayColors: false,
					filter: ({ dataIndex }) => wordsOf(areas[dataIndex]?.code ?? null) !== null,
					callbacks: {
						title: ([item]) => wordsOf(areas[item?.dataIndex ?? -1]?.code ?? null)?.name ?? '',
						label: ({ dataIndex }) => wordsOf(areas[dataIndex]?.code ?? null)?.text ?? ''
					}
				}
			}
		}
	};
}
