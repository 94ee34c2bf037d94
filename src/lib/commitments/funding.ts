import { FUNDING_STAGES, type FundingStage } from './vocabulary.ts';

export interface Sum {
	/** In the currency's minor unit. */
	amountMinor: number | bigint;
	currency: string;
	fiscalPeriod: string | null;
	stage: FundingStage;
}

/** The sums of one currency in one fiscal period, by stage. */
export interface PeriodTotals {
	currency: string;
	/** As its source words it; null where the line names none. */
	fiscalPeriod: string | null;
	/** In minor units, exactly: a sum may be more than a number holds. None where no line is of that stage. */
	amounts: Partial<Record<FundingStage, bigint>>;
}

/**
 * Sums by currency and fiscal period, each stage by itself: money announced, then committed, then spent is
 * the same money, and two currencies are never added. By currency, newest period first, none last.
 */
export function fundingByPeriod(lines: readonly Sum[]): PeriodTotals[] {
	const totals = new Map<string, PeriodTotals>();
	for (const { amountMinor, currency, fiscalPeriod, stage } of lines) {
		const key = JSON.stringify([currency, fiscalPeriod]);
		const total = totals.get(key) ?? { currency, fiscalPeriod, amounts: {} };
		total.amounts[stage] = (total.amounts[stage] ?? 0n) + BigInt(amountMinor);
		totals.set(key, total);
	}
	return [...totals.values()].sort(
		(one, other) =>
			one.currency.localeCompare(other.currency, 'en') ||
			(other.fiscalPeriod ?? '').localeCompare(one.fiscalPeriod ?? '', 'en')
	);
}

/** The sums of each currency over all its periods, where it has more than one. */
export function fundingByCurrency(lines: readonly Sum[]): PeriodTotals[] {
	const periods = fundingByPeriod(lines);
	const several = periods
		.map(({ currency }) => currency)
		.filter((currency, at, all) => all.indexOf(currency) === at && all.lastIndexOf(currency) > at);
	return fundingByPeriod(
		lines
			.filter(({ currency }) => several.includes(currency))
			.map((line) => ({ ...line, fiscalPeriod: null }))
	);
}

/** The stages that these sums have, in their order. */
export const stagesOf = (totals: readonly PeriodTotals[]): FundingStage[] =>
	FUNDING_STAGES.filter((stage) => totals.some(({ amounts }) => amounts[stage] !== undefined));
