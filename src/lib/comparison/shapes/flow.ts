import { FLOW_STATES, QUARTERS_DRAWN, type FlowState } from '../vocabulary.ts';

/** Quarters counted through all years, so that the one after another is one more. */
export const quarterOf = (day: string): number =>
	Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);

/** The year of a quarter and its number in it, from 1. */
export const quarterParts = (quarter: number) => ({
	year: Math.floor(quarter / 4),
	number: (quarter % 4) + 1
});

/** “2026-Q4”. */
export function quarterKey(quarter: number): string {
	const { year, number } = quarterParts(quarter);
	return `${year}-Q${number}`;
}

/** Commitments that stood alike at the end of the same quarters. */
export interface FlowSpan {
	state: FlowState;
	/** The first quarter at whose end they stood so, and the first at whose end no longer; null: still. */
	since: number;
	until: number | null;
	count: number;
}

export interface FlowQuarter {
	quarter: number;
	counts: Record<FlowState, number>;
	total: number;
}

/**
 * How many commitments stood in each status at the end of each quarter, from the first in which any had a
 * status, or from the start of a year, to `last`. Where no year is named, the newest quarters that can be
 * drawn; `first` says where all begin, and is null where there is nothing to follow.
 */
export function flowOf(
	spans: readonly FlowSpan[],
	last: number,
	fromYear?: number
): { first: number | null; quarters: FlowQuarter[] } {
	const reported = spans.filter(({ state }) => state !== 'unreported');
	if (!reported.length) return { first: null, quarters: [] };
	const first = Math.min(...reported.map(({ since }) => since), last);
	const from = fromYear === undefined ? last - QUARTERS_DRAWN + 1 : fromYear * 4;
	const quarters: FlowQuarter[] = [];
	for (let quarter = Math.max(first, from); quarter <= last; quarter += 1)
		quarters.push({ quarter, ...countedAt(spans, quarter) });
	return { first, quarters };
}

function countedAt(spans: readonly FlowSpan[], quarter: number) {
	const counts = Object.fromEntries(FLOW_STATES.map((state) => [state, 0])) as Record<
		FlowState,
		number
	>;
	let total = 0;
	for (const { state, since, until, count } of spans)
		if (since <= quarter && (until === null || quarter < until)) {
			counts[state] += count;
			total += count;
		}
	return { counts, total };
}
