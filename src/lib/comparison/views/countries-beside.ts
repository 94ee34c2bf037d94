import { wordsCell, type GridRow } from '#lib/charts/grid.ts';
import { fundingStageLabels, statusLabels, timingLabels } from '#lib/commitments/labels.ts';
import { TIMINGS } from '#lib/commitments/punctuality.ts';
import { formatMoney, formatNumber } from '#lib/i18n/format.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ViewFigure } from '../figure.ts';
import { joinNotes } from '../figures/distribution.ts';
import { treatyWords } from '../marks.ts';
import type { CountriesSideBySide } from '../queries/countries-beside.server.ts';
import { hasSeveralCurrencies, statusesIn } from '../shapes/countries-beside.ts';
import { COMPARED_TREATIES } from '../vocabulary.ts';
import { treatyNames } from './treaties.ts';
import { onDay } from './view.ts';

type Country = CountriesSideBySide['countries'][number];

/** The rows of the page, for each country: what is not on record says so, and is no 0. */
function rowsOf(countries: readonly Country[], locale: Locale): GridRow[] {
	const nothing = m.comparison_beside_nothing({}, { locale });
	const row = (label: string, of: (country: Country) => string | readonly string[]): GridRow => ({
		key: label,
		label,
		hint: null,
		cells: countries.map((country) => {
			const said = of(country);
			return typeof said === 'string'
				? wordsCell(said)
				: wordsCell(...(said.length ? said : [nothing]));
		})
	});
	const number = (value: number | undefined, without: string) =>
		value === undefined ? without : formatNumber(value, locale);
	const undated = m.comparison_beside_no_dates({}, { locale });
	const dated = ({ punctuality }: Country) => (punctuality.total ? punctuality : undefined);
	const timings = (words: typeof m.comparison_beside_first, by: 'first' | 'revised') =>
		TIMINGS.map((timing) =>
			row(words({ timing: timingLabels[timing]({}, { locale }) }, { locale }), (country) =>
				number(dated(country)?.[by][timing], undated)
			)
		);
	return [
		row(m.comparison_beside_commitments({}, { locale }), ({ counts }) =>
			number(counts?.total, nothing)
		),
		...statusesIn(countries.map(({ counts }) => counts)).map((status) =>
			row(statusLabels[status]({}, { locale }), ({ counts }) => number(counts?.[status], nothing))
		),
		...timings(m.comparison_beside_first, 'first'),
		...timings(m.comparison_beside_revised, 'revised'),
		row(m.comparison_beside_money({}, { locale }), ({ money }) =>
			money.map(({ currency, stage, amountMinor }) =>
				m.comparison_beside_money_line(
					{
						stage: fundingStageLabels[stage]({}, { locale }),
						amount: formatMoney(amountMinor, currency, locale)
					},
					{ locale }
				)
			)
		),
		...COMPARED_TREATIES.map((treaty) =>
			row(treatyNames[treaty](locale), ({ treaties }) => treatyWords(treaties[treaty], locale))
		),
		row(m.comparison_beside_forums({}, { locale }), ({ forums }) =>
			forums.map(({ name }) => name[locale])
		)
	];
}

/** Countries side by side as a view; null before any is chosen. */
export function countriesBesideFigure(
	countries: readonly Country[],
	{ asOf, locale }: { asOf: string; locale: Locale }
): ViewFigure | null {
	if (!countries.length) return null;
	return {
		title: inBoth(m.comparison_beside_result, (locale) => ({
			names: countries.map(({ name }) => name[locale]).join(', ')
		})),
		asOf,
		source: inBoth(m.comparison_source_commitments, {}),
		note: joinNotes(
			hasSeveralCurrencies(countries) ? inBoth(m.comparison_beside_apart_currencies, {}) : null,
			inBoth(m.comparison_cannot_countries_short, {})
		),
		summary: inBoth(m.comparison_beside_countries_caption, {}),
		period: onDay(asOf),
		parts: [
			{
				title: null,
				grid: {
					corner: m.comparison_beside_row({}, { locale }),
					groups: [],
					columns: countries.map(({ key, name }) => ({
						key,
						label: name[locale],
						said: null,
						wide: true
					})),
					rows: rowsOf(countries, locale),
					legend: []
				}
			}
		]
	};
}
