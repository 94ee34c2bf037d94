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

/** The chart without series that are nothing everywhere: they would only fill the key. */
export function withoutEmptySeries(shape: ChartShape): ChartShape {
	return { ...shape, series: shape.series.filter((s) => s.values.some((value) => !!value)) };
}

/** Whether there is anything to draw. */
export function isEmpty(shape: ChartShape): boolean {
	return shape.series.every((s) => s.values.every((value) => !value));
}

export const CHART_SIZES = ['s', 'm', 'l', 'xl'] as const;
export type ChartSize = (typeof CHART_SIZES)[number];

/** How tall the drawing has to be for its bars to stay thick enough to carry a number. */
export function chartSize({ layout, labels }: ChartShape): ChartSize {
	if (layout === 'columns') return 'm';
	if (labels.length <= 3) return 's';
	if (labels.length <= 7) return 'm';
	return labels.length <= 13 ? 'l' : 'xl';
}
