import type { Both, ChartShape } from '#lib/charts/shape.ts';
import type { ChartTone } from '#lib/charts/tones.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { formatPartialDate } from '#lib/i18n/format.ts';
import { breakLabels } from '#lib/indicators/labels.ts';
import type { BreakReason } from '#lib/indicators/breaks.ts';
import { m } from '#lib/paraglide/messages.js';
import { isBreak, type IndicatorGroup } from '../shapes/indicators.ts';

const TONES = [
	'series-1',
	'series-2',
	'series-3',
	'series-4',
	'series-5'
] as const satisfies readonly ChartTone[];

const period = (written: string): Both => ({
	en: formatPartialDate(written, 'en'),
	fr: formatPartialDate(written, 'fr')
});

/** “Break: brands split out”. */
export const breakWords = (reasons: readonly BreakReason[]): Both =>
	inBoth(m.comparison_indicators_break, (locale) => ({
		reasons: reasons.map((reason) => breakLabels[reason]({}, { locale })).join('; ')
	}));

/**
 * The figures of a group as lines, with a gap and its reason where they break. Null where there are more
 * series than can be told apart, or none has two values to draw a line between.
 */
export function indicatorChart(
	{ series, rows }: IndicatorGroup,
	names: readonly Both[]
): ChartShape | null {
	if (series.length > TONES.length || series.every(({ values }) => values.length < 2)) return null;
	const periods = rows.flatMap((row) => (isBreak(row) ? [] : row.period));
	const [first = '', last = ''] = [periods[0], periods.at(-1)];
	return {
		kind: 'line',
		layout: 'columns',
		labels: rows.map((row) => (isBreak(row) ? breakWords(row.breaks) : period(row.period))),
		axis: inBoth(m.comparison_indicators_period, {}),
		series: series.map(({ key }, at) => ({
			key,
			label: names[at] ?? { en: key, fr: key },
			tone: TONES[at] ?? 'series-1',
			values: rows.map((row) => (isBreak(row) ? null : (row.values[at]?.value ?? null)))
		})),
		unit: 'count',
		summary: inBoth(m.comparison_summary_indicators, (locale) => ({
			first: period(first)[locale],
			last: period(last)[locale],
			series: series.length,
			breaks: rows.filter(isBreak).length
		}))
	};
}
