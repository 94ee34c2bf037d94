import type { Both, ChartShape } from '#lib/charts/shape.ts';
import type { ChartTone } from '#lib/charts/tones.ts';
import { fundingStageLabels } from '#lib/commitments/labels.ts';
import { FUNDING_STAGES, type FundingStage } from '#lib/commitments/vocabulary.ts';
import { decimalOf, formatMoney } from '#lib/i18n/format.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { pageOf, type PageOf } from '#lib/ui/pages.ts';
import type { ChartPart, FigureRows, ViewFigure } from '../figure.ts';
import type { FundingComparison } from '../queries/funding.server.ts';
import { isCalendarYear, moneyByYear, type FundingRow, type YearMoney } from '../shapes/money.ts';
import { joinNotes } from './distribution.ts';

type Row = FundingComparison['rows'][number];
type Compared = Pick<FundingComparison, 'rows' | 'converted'>;

/** Currencies that have a chart, and years that it shows: the tables and files hold them all. */
const MOST_CURRENCIES = 8;
const MOST_YEARS = 24;

const stageTones: Record<FundingStage, ChartTone> = {
	announced: 'moving',
	committed: 'ongoing',
	spent: 'done'
};
const stageWords = (stage: FundingStage) => inBoth(fundingStageLabels[stage], {});
const same = (text: string): Both => ({ en: text, fr: text });
const unknown = () => inBoth(m.common_unknown, {});

/** A sum in units of its currency: to the last digit that it has. */
const amountOf = (minor: bigint | null, currency: string) =>
	minor === null ? null : Number(decimalOf(minor, currency));

function moneyChart(years: readonly YearMoney[], currency: string): ChartShape {
	const labels = years.map(({ year }) => (year === null ? unknown() : same(year)));
	const sumOf = (stage: FundingStage) => {
		const there = years.flatMap(({ sums }) => sums[stage] ?? []);
		return there.length ? there.reduce((sum, one) => sum + one, 0n) : null;
	};
	const said = (stage: FundingStage, locale: Locale) => {
		const sum = sumOf(stage);
		return sum === null
			? m.comparison_beside_nothing({}, { locale }).toLocaleLowerCase(locale)
			: formatMoney(sum, currency, locale);
	};
	return {
		kind: 'bar',
		layout: 'rows',
		labels,
		axis: inBoth(m.comparison_funding_year, {}),
		series: FUNDING_STAGES.map((stage) => ({
			key: stage,
			label: stageWords(stage),
			tone: stageTones[stage],
			values: years.map(({ sums }) => amountOf(sums[stage], currency))
		})),
		unit: 'count',
		summary: inBoth(m.comparison_summary_money, (locale) => ({
			announced: said('announced', locale),
			committed: said('committed', locale),
			spent: said('spent', locale)
		}))
	};
}

/** The years of a chart as its table: the same numbers. */
const yearsTable = ({ labels, axis, series }: ChartShape): FigureRows => ({
	columns: [
		{ key: 'year', label: axis },
		...series.map(({ key, label }) => ({ key, label, numeric: true }))
	],
	rows: labels.map((label, at) => ({
		year: label,
		...Object.fromEntries(series.map(({ key, values }) => [key, values[at] ?? null]))
	}))
});

function partOf(
	rows: readonly Pick<FundingRow, 'year' | 'stage' | 'amountMinor'>[],
	currency: string,
	title: Both,
	note: Both | null
): ChartPart {
	const all = moneyByYear(rows);
	const chart = moneyChart(all.slice(-MOST_YEARS), currency);
	const years = moneyChart(all, currency);
	return {
		title,
		chart: { ...chart, summary: years.summary },
		table: yearsTable(years),
		note: joinNotes(
			note,
			all.length > MOST_YEARS
				? inBoth(m.comparison_funding_most_years, { count: MOST_YEARS })
				: null
		)
	};
}

/** Who published the rates, where they were read, that they are still to be checked, and what had none. */
function ratesNote({ converted, rows }: Compared): Both | null {
	if (!converted) return null;
	const without = rows.filter(({ convertedMinor }) => convertedMinor === null);
	const places = [...new Set(converted.years.map(({ source }) => new URL(source).hostname))];
	return inBoth(m.comparison_funding_rates_picture, (locale) => ({
		publisher: converted.publisher[locale],
		places: new Intl.ListFormat(locale).format(places),
		years: new Intl.ListFormat(locale).format(converted.years.map(({ year }) => String(year))),
		without: without.reduce((sum, { lines }) => sum + lines, 0)
	}));
}

/** Money by year: a chart for each currency, or one for all where a currency is asked for. Never two on one axis. */
export function fundingParts(compared: Compared): { parts: ChartPart[]; undrawn: string[] } {
	const { rows, converted } = compared;
	if (converted) {
		const { currency } = converted;
		const rated = rows.flatMap(({ convertedMinor, ...row }) =>
			convertedMinor === null ? [] : { ...row, amountMinor: convertedMinor }
		);
		const title = inBoth(m.comparison_funding_converted, { currency });
		return {
			parts: rated.length ? [partOf(rated, currency, title, ratesNote(compared))] : [],
			undrawn: []
		};
	}
	const currencies = [...new Set(rows.map(({ currency }) => currency))].toSorted((a, b) =>
		a.localeCompare(b, 'en')
	);
	return {
		parts: currencies.slice(0, MOST_CURRENCIES).map((currency) =>
			partOf(
				rows.filter((row) => row.currency === currency),
				currency,
				inBoth(m.comparison_funding_of_currency, { currency }),
				null
			)
		),
		undrawn: currencies.slice(MOST_CURRENCIES)
	};
}

/** One page of the lines of money, by name in the reader's language. */
export function fundingRows(rows: readonly Row[], page: number, locale: Locale): PageOf<Row> {
	const byName = new Intl.Collator(locale);
	const sorted = rows.toSorted(
		(a, b) => a.by.localeCompare(b.by, 'en') || byName.compare(a.name[locale], b.name[locale])
	);
	return pageOf(sorted, page);
}

const yearWords = ({ year, yearFrom }: Row): Both => {
	if (year === null) return unknown();
	return yearFrom === 'announced'
		? inBoth(m.comparison_funding_year_announced, { year })
		: same(year);
};
const periodWords = ({ period }: Row): Both => {
	if (period === null) return unknown();
	return isCalendarYear(period)
		? same(period)
		: inBoth(m.comparison_funding_period_other, { period });
};
const money = (minor: bigint, currency: string): Both => ({
	en: formatMoney(minor, currency, 'en'),
	fr: formatMoney(minor, currency, 'fr')
});

/** The lines of money as a table. */
function linesTable(rows: readonly Row[], converted: Compared['converted']): FigureRows {
	return {
		columns: [
			{ key: 'who', label: inBoth(m.comparison_status_who, {}) },
			{ key: 'year', label: inBoth(m.comparison_funding_year, {}) },
			{ key: 'period', label: inBoth(m.comparison_funding_period, {}) },
			{ key: 'stage', label: inBoth(m.comparison_funding_stage, {}) },
			{ key: 'lines', label: inBoth(m.comparison_funding_lines, {}), numeric: true },
			{ key: 'amount', label: inBoth(m.comparison_funding_amount, {}), numeric: true },
			...(converted
				? [
						{
							key: 'converted',
							label: inBoth(m.comparison_funding_in, { currency: converted.currency }),
							numeric: true
						}
					]
				: [])
		],
		rows: rows.map((row) => ({
			who: row.name,
			year: yearWords(row),
			period: periodWords(row),
			stage: stageWords(row.stage),
			lines: row.lines,
			amount: money(row.amountMinor, row.currency),
			...(converted && {
				converted:
					row.convertedMinor === null
						? inBoth(m.comparison_funding_no_rate, {})
						: money(row.convertedMinor, converted.currency)
			})
		}))
	};
}

/** Money by year as a view: its charts, and one page of its lines; null where no commitment names any. */
export function fundingFigure(
	compared: Compared,
	{ asOf, page, locale }: { asOf: string; page: number; locale: Locale }
): ViewFigure | null {
	if (!compared.rows.length) return null;
	const { rows, ...leaf } = fundingRows(compared.rows, page, locale);
	const { parts, undrawn } = fundingParts(compared);
	const years = compared.rows.flatMap(({ year }) => year ?? []).toSorted();
	const currencies = [...new Set(compared.rows.map(({ currency }) => currency))].toSorted();
	return {
		title: compared.converted
			? inBoth(m.comparison_funding_title_converted, { currency: compared.converted.currency })
			: inBoth(m.comparison_funding_title_own, {}),
		asOf,
		source: inBoth(m.comparison_source_funding, {}),
		note: joinNotes(
			inBoth(m.comparison_funding_picture_note, {}),
			undrawn.length
				? inBoth(m.comparison_funding_undrawn, (locale) => ({
						currencies: new Intl.ListFormat(locale).format(undrawn)
					}))
				: null
		),
		summary: inBoth(m.comparison_summary_funding, (locale) => ({
			currencies: new Intl.ListFormat(locale).format(currencies)
		})),
		period: years.length
			? inBoth(m.comparison_card_from_to, { from: years[0] ?? '', to: years.at(-1) ?? '' })
			: unknown(),
		parts: [
			...parts,
			{
				title: inBoth(m.comparison_funding_caption, {}),
				chart: null,
				table: linesTable(rows, compared.converted),
				aside: true
			}
		],
		page: leaf
	};
}
