import type { Both } from '#lib/charts/shape.ts';
import type { FundingStage } from '#lib/commitments/vocabulary.ts';
import { FUNDING_STAGES } from '#lib/commitments/vocabulary.ts';
import type { RateCurrency } from '../vocabulary.ts';

/** Average rates of one calendar year: units of a currency for one euro, as they were published. */
export interface YearRates {
	year: number;
	rates: Record<RateCurrency, string>;
	source: string;
}

export interface FundingRow {
	/** The owner's country, or the body itself where it belongs to none. */
	by: 'country' | 'owner';
	key: string;
	name: Both;
	/** As its source words it. */
	period: string | null;
	/** The first year that the period names, else that in which the commitment was announced. */
	year: string | null;
	yearFrom: 'period' | 'announced' | null;
	currency: string;
	stage: FundingStage;
	lines: number;
	/** Exactly: a sum may be more than a number holds. */
	amountMinor: bigint;
}

/** The same in another currency; null where there is no rate for its year or its currency. */
export type Converted<Row> = Row & { convertedMinor: bigint | null };

/** Whether a period is one calendar year; a fiscal year, several years or words are not. */
export const isCalendarYear = (period: string | null): boolean =>
	period !== null && /^\d{4}$/.test(period.trim());

const SCALE = 6;
/** A published rate as a whole number of millionths: as exact as it was published. */
function millionths(rate: string): bigint {
	const [whole = '0', decimals = ''] = rate.split('.');
	return BigInt(whole + decimals.slice(0, SCALE).padEnd(SCALE, '0'));
}

/**
 * An amount in another currency at the average rate of a year, by way of the euro, rounded to the minor
 * unit. Null where there is no rate: none is guessed.
 */
export function convert(
	{ amountMinor, currency, year }: Pick<FundingRow, 'amountMinor' | 'currency' | 'year'>,
	to: RateCurrency,
	all: readonly YearRates[]
): bigint | null {
	if (currency === to) return amountMinor;
	const rates: Record<string, string> | undefined = all.find(
		(one) => String(one.year) === year
	)?.rates;
	const from = rates?.[currency];
	const into = rates?.[to];
	if (from === undefined || into === undefined) return null;
	const divisor = millionths(from);
	return (amountMinor * millionths(into) * 2n + divisor) / (divisor * 2n);
}

/** What is converted, added up stage by stage, and how many lines could not be. */
export function sumConverted(
	rows: readonly Converted<FundingRow>[]
): { stage: FundingStage; amountMinor: bigint; lines: number; without: number }[] {
	return FUNDING_STAGES.map((stage) => {
		const own = rows.filter((row) => row.stage === stage);
		const rated = own.filter(({ convertedMinor }) => convertedMinor !== null);
		const count = (some: typeof own) => some.reduce((sum, { lines }) => sum + lines, 0);
		return {
			stage,
			amountMinor: rated.reduce((sum, { convertedMinor }) => sum + (convertedMinor ?? 0n), 0n),
			lines: count(rated),
			without: count(own) - count(rated)
		};
	}).filter(({ lines, without }) => lines + without > 0);
}

/** What was announced, committed and spent in one year; null for a stage that nothing is said of. */
export interface YearMoney {
	/** Null where neither the period nor an announcement names one. */
	year: string | null;
	sums: Record<FundingStage, bigint | null>;
}

/** Amounts of one currency by year and stage, oldest first, each year between the first and the last; then those of no year. */
export function moneyByYear(
	rows: readonly Pick<FundingRow, 'year' | 'stage' | 'amountMinor'>[]
): YearMoney[] {
	const years = rows.flatMap(({ year }) => (year === null ? [] : Number(year)));
	const first = Math.min(...years);
	const span = years.length ? Math.max(...years) - first + 1 : 0;
	const all = [
		...Array.from({ length: span }, (_, at) => String(first + at)),
		...(rows.some(({ year }) => year === null) ? [null] : [])
	];
	return all.map((year) => {
		const own = rows.filter((row) => row.year === year);
		const sumOf = (stage: FundingStage) => {
			const amounts = own.filter((row) => row.stage === stage);
			return amounts.length
				? amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
				: null;
		};
		return {
			year,
			sums: {
				announced: sumOf('announced'),
				committed: sumOf('committed'),
				spent: sumOf('spent')
			}
		};
	});
}
