import { formatCompact } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { ChartTone } from './tones.ts';

/** A label in both languages, so that a chart can be kept as JSON and read later in either. */
export type Both = Record<Locale, string>;

export interface ChartSeries {
	key: string;
	label: Both;
	tone: ChartTone;
	/** One value for each label of the chart; null where there is none. */
	values: (number | null)[];
}

/** What a chart shows, apart from how it is drawn: plain data, in both languages. */
export interface ChartShape {
	kind: 'bar' | 'stacked' | 'line';
	/** Whether bars lie in rows, for many or long labels, or stand in columns, as periods do. */
	layout: 'rows' | 'columns';
	labels: Both[];
	/** Shorter words for the labels, where the drawing is narrow. */
	shortLabels?: Both[];
	/** What the labels are: “Country”, “Cycle”. */
	axis: Both;
	series: ChartSeries[];
	/** Counts of things, or shares between 0 and 1. */
	unit: 'count' | 'share';
	/** What the chart shows, said in a sentence. */
	summary: Both;
}

/** What a map shows of one country. */
export interface MapPlace {
	/** ISO 3166-1 alpha-2. */
	code: string;
	name: Both;
	/** What is said of it, in words. */
	said: Both;
	/** Its step among those of the map; null where there is nothing to say. */
	step: number | null;
	/** Longitude and latitude of one that is too small for its outline to be seen. */
	at?: readonly [number, number];
}

/** A look and what it means: what a key lists. */
export interface MapStep {
	label: Both;
	tone: ChartTone;
}

/** What a map of the world shows, apart from how it is drawn: plain data, in both languages. */
export interface MapShape {
	kind: 'map';
	places: MapPlace[];
	steps: MapStep[];
	/** The look of places that nothing is said of, and what that means. */
	empty: MapStep;
	/** The look of every other place; they are not counted here, or nothing is on record of them either. */
	rest: MapStep;
	/** What the map shows, said in a sentence. */
	summary: Both;
}

/** Whatever a figure may be drawn as. */
export type Drawn = ChartShape | MapShape;

/** The chart without series that are nothing everywhere: they would only fill the key. */
export function withoutEmptySeries(shape: ChartShape): ChartShape {
	return { ...shape, series: shape.series.filter((s) => s.values.some((value) => !!value)) };
}

/** Whether there is anything to draw. */
export function isEmpty(shape: Drawn): boolean {
	if (shape.kind === 'map') return shape.places.every(({ step }) => step === null);
	return shape.series.every((s) => s.values.every((value) => !value));
}

export const CHART_SIZES = ['s', 'm', 'l', 'xl', 'world'] as const;
export type ChartSize = (typeof CHART_SIZES)[number];

/** How tall the drawing has to be: for its bars to stay thick enough to carry a number, or for the world. */
export function chartSize(shape: Drawn): ChartSize {
	if (shape.kind === 'map') return 'world';
	const { layout, labels } = shape;
	if (layout === 'columns') return 'm';
	if (labels.length <= 3) return 's';
	if (labels.length <= 7) return 'm';
	return labels.length <= 13 ? 'l' : 'xl';
}

/** Above this an axis writes its numbers short: 250M. */
const LONG = 1e6;

/** How the numbers of an axis are written that goes up to `most`. */
export const tickWriter = (
	most: number,
	write: (value: number) => string,
	locale: Locale
): ((value: number) => string) => (most < LONG ? write : (value) => formatCompact(value, locale));
