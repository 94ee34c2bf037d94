import { breaksOf, thingOf, type BreakReason } from '#lib/indicators/breaks.ts';
import { periodsOf, type Series, type SeriesValue } from '#lib/indicators/series.ts';

/** Series that count the same thing in the same unit, each by its own publisher or under its own name. */
export interface IndicatorGroup {
	key: string;
	series: Series[];
	rows: IndicatorRow[];
}

/** A period with one value for each series, null where none is published; or a break between two periods. */
export type IndicatorRow =
	{ period: string; values: (SeriesValue | null)[] } | { breaks: BreakReason[]; from: string };

export const isBreak = (row: IndicatorRow): row is Extract<IndicatorRow, { breaks: unknown }> =>
	'breaks' in row;

/** The first day of a period: a year, half of one (2025-H2), a month or a day. */
const firstDay = (period: string): string => {
	const [year, half] = period.split('-H');
	return half ? `${year}-${half === '1' ? '01' : '07'}-01` : period;
};

/** Values about periods that had begun by a day; a series that has none of them is left out. */
export const begunBy = (series: readonly Series[], day: string): Series[] =>
	series
		.map((one) => ({ ...one, values: one.values.filter(({ period }) => firstDay(period) <= day) }))
		.filter(({ values }) => values.length > 0);

/** Series gathered by what they count and in which unit, in the order given: unlike things share no axis. */
export function groupsOf(series: readonly Series[]): IndicatorGroup[] {
	const groups = new Map<string, Series[]>();
	for (const one of series) {
		const key = `${thingOf(one.metric)}/${one.unit}`;
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	return [...groups].map(([key, own]) => ({ key, series: own, rows: rowsOf(own) }));
}

/** The periods of some series, oldest first, with a row between two of them wherever one of the series breaks. */
function rowsOf(series: readonly Series[]): IndicatorRow[] {
	const breaks = new Map(
		series.flatMap(({ metric }) => breaksOf(metric)).map((one) => [one.from, one.reason])
	);
	return periodsOf(series).flatMap((period, at, periods): IndicatorRow[] => {
		const before = periods[at - 1];
		const between = [...breaks].filter(
			([from]) => before !== undefined && before < from && from <= period
		);
		const values = series.map((one) => one.values.find((value) => value.period === period) ?? null);
		return [
			...(between.length ? [{ breaks: between.map(([, reason]) => reason), from: period }] : []),
			{ period, values }
		];
	});
}
