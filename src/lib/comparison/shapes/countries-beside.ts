import type { CommitmentKind, FundingStage } from '#lib/commitments/vocabulary.ts';
import { COMMITMENT_KINDS, FUNDING_STAGES } from '#lib/commitments/vocabulary.ts';
import { STATUS_ORDER } from '../vocabulary.ts';
import type { StatusCounts } from './statuses.ts';

/** Statuses that at least one of these countries has, in the order in which they are drawn. */
export const statusesIn = (counts: readonly (StatusCounts | null)[]) =>
	STATUS_ORDER.filter((status) => counts.some((one) => one && one[status] > 0));

export interface Money {
	currency: string;
	stage: FundingStage;
	amountMinor: bigint;
}

/**
 * Money over all periods, each currency and each stage by itself: what was announced, then committed, then
 * spent is the same money. By currency, in the order of the stages.
 */
export function moneyOf(lines: readonly Money[]): Money[] {
	const sums = new Map<string, Money>();
	for (const { currency, stage, amountMinor } of lines) {
		const key = JSON.stringify([currency, stage]);
		const before = sums.get(key)?.amountMinor ?? 0n;
		sums.set(key, { currency, stage, amountMinor: before + amountMinor });
	}
	return [...sums.values()].sort(
		(one, other) =>
			one.currency.localeCompare(other.currency, 'en') ||
			FUNDING_STAGES.indexOf(one.stage) - FUNDING_STAGES.indexOf(other.stage)
	);
}

/** Whether there are amounts that cannot stand on one axis. */
export const hasSeveralCurrencies = (countries: readonly { money: readonly Money[] }[]): boolean =>
	new Set(countries.flatMap(({ money }) => money.map(({ currency }) => currency))).size > 1;

/** Commitments of each country under the same kinds: those kinds of which any country has one. */
export function byKind<Brief extends { kind: CommitmentKind }>(
	countries: readonly { briefs: readonly Brief[] }[]
): { kind: CommitmentKind; columns: Brief[][] }[] {
	return COMMITMENT_KINDS.map((kind) => ({
		kind,
		columns: countries.map(({ briefs }) => briefs.filter((brief) => brief.kind === kind))
	})).filter(({ columns }) => columns.some((briefs) => briefs.length > 0));
}
