import type { Both } from '#lib/charts/shape.ts';
import { formatPartialDate, formatNumber } from '#lib/i18n/format.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { metricLabel, unitLabel } from '#lib/indicators/labels.ts';
import type { Series, SeriesValue } from '#lib/indicators/series.ts';
import { certaintyLabels } from '#lib/organisations/labels.ts';
import { nameSources } from '#lib/organisations/sources.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ChartPart, FigureCell, FigureRows, ViewFigure } from '../figure.ts';
import { isBreak, type IndicatorGroup } from '../shapes/indicators.ts';
import { joinNotes } from './distribution.ts';
import { breakWords, indicatorChart } from './indicators.ts';

/** What is counted and by whom; of whom too, where the source names it otherwise. */
export const seriesName = (one: Series, subject: string, locale: Locale): string =>
	one.subject === subject
		? metricLabel(one.metric, locale)
		: m.comparison_indicators_of(
				{ metric: metricLabel(one.metric, locale), subject: one.subject },
				{ locale }
			);

/** What a group counts, and in which unit. */
export function groupName({ series }: IndicatorGroup, locale: Locale): string {
	const [first] = series;
	return m.comparison_indicators_group(
		{
			metric:
				new Set(series.map(({ metric }) => metric)).size > 1
					? m.comparison_indicators_reports({}, { locale })
					: metricLabel(first?.metric ?? '', locale),
			unit: unitLabel(first?.unit ?? '', locale)
		},
		{ locale }
	);
}

/** A value, with its certainty where it is not confirmed. */
export function valueWords({ value, certainty }: SeriesValue, locale: Locale): string {
	const number = formatNumber(value, locale, 2);
	return certainty === 'confirmed'
		? number
		: m.indicators_uncertain(
				{ value: number, certainty: certaintyLabels[certainty]({}, { locale }).toLowerCase() },
				{ locale }
			);
}

const both = (words: (locale: Locale) => string): Both => ({ en: words('en'), fr: words('fr') });

const cellOf = (value: SeriesValue | null): FigureCell => {
	if (!value) return inBoth(m.comparison_indicators_not_reported, {});
	return value.certainty === 'confirmed'
		? value.value
		: both((locale) => valueWords(value, locale));
};

/** The periods of a group, with the breaks between them as headings. */
const tableOf = ({ series, rows }: IndicatorGroup, subject: Both): FigureRows => ({
	columns: [
		{ key: 'period', label: inBoth(m.comparison_indicators_period, {}) },
		...series.map((one) => ({
			key: one.key,
			label: both(
				(locale) => `${seriesName(one, subject[locale], locale)} (${unitLabel(one.unit, locale)})`
			),
			numeric: true
		}))
	],
	rows: rows.map((row): FigureRows['rows'][number] =>
		isBreak(row)
			? { period: breakWords(row.breaks) }
			: {
					period: both((locale) => formatPartialDate(row.period, locale)),
					...Object.fromEntries(series.map(({ key }, at) => [key, cellOf(row.values[at] ?? null)]))
				}
	)
});

function partOf(group: IndicatorGroup, subject: Both): ChartPart {
	const several = group.series.length > 1;
	return {
		title: both((locale) => groupName(group, locale)),
		chart: indicatorChart(
			group,
			group.series.map((one) => both((locale) => seriesName(one, subject[locale], locale)))
		),
		table: tableOf(group, subject),
		note: several ? inBoth(m.comparison_indicators_two, {}) : null
	};
}

/** What has been published about one company or country: each kind of number by itself; null where nothing is. */
export function indicatorsFigure(
	subject: Both,
	groups: readonly IndicatorGroup[],
	{ asOf }: { asOf: string }
): ViewFigure | null {
	const periods = groups
		.flatMap(({ rows }) => rows.flatMap((row) => (isBreak(row) ? [] : row.period)))
		.toSorted();
	if (!periods.length) return null;
	const sources = groups.flatMap(({ series }) => series.flatMap((one) => one.sources));
	const publishers = [...new Set(nameSources(sources).map(({ label }) => label))].toSorted();
	return {
		title: inBoth(m.comparison_indicators_heading, (locale) => ({ subject: subject[locale] })),
		asOf,
		source: inBoth(m.comparison_source_indicators, { places: publishers.join(', ') }),
		note: joinNotes(inBoth(m.indicators_caveat_volume, {})),
		summary: inBoth(m.comparison_indicators_result, (locale) => ({
			subject: subject[locale],
			count: groups.reduce((sum, { series }) => sum + series.length, 0)
		})),
		period: inBoth(m.comparison_card_from_to, (locale) => ({
			from: formatPartialDate(periods[0] ?? '', locale),
			to: formatPartialDate(periods.at(-1) ?? '', locale)
		})),
		parts: groups.map((group) => partOf(group, subject))
	};
}
