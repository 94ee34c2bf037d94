import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import { STATUS_ORDER } from '../vocabulary.ts';

export type StatusCounts = Record<CommitmentStatus, number> & { total: number };

/** One group of equal status as the database counts it. */
export interface StatusCount {
	/** What is compared: a country, a body, a pillar; null where a commitment has none. */
	group: string | null;
	status: CommitmentStatus;
	count: number;
}

export function noStatuses(): StatusCounts {
	return {
		not_started: 0,
		on_track: 0,
		at_risk: 0,
		delayed: 0,
		partly_completed: 0,
		completed: 0,
		continuing: 0,
		superseded: 0,
		withdrawn: 0,
		no_evidence: 0,
		total: 0
	};
}

/** Counts by group and status, with a total for each group. */
export function countStatuses(rows: readonly StatusCount[]): Map<string | null, StatusCounts> {
	const groups = new Map<string | null, StatusCounts>();
	for (const { group, status, count } of rows) {
		const counts = groups.get(group) ?? noStatuses();
		counts[status] += count;
		counts.total += count;
		groups.set(group, counts);
	}
	return groups;
}

/** The sum of several groups. */
export function sumStatuses(groups: Iterable<StatusCounts>): StatusCounts {
	const sum = noStatuses();
	for (const counts of groups)
		for (const key of [...STATUS_ORDER, 'total'] as const) sum[key] += counts[key];
	return sum;
}
