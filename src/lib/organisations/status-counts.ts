import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';

/** Commitments of one country in the four columns that a list has room for. */
export interface StatusCounts {
	total: number;
	completed: number;
	underWay: number;
	noEvidence: number;
	other: number;
}

type Column = Exclude<keyof StatusCounts, 'total'>;

const COLUMNS: Record<CommitmentStatus, Column> = {
	completed: 'completed',
	on_track: 'underWay',
	at_risk: 'underWay',
	delayed: 'underWay',
	partly_completed: 'underWay',
	continuing: 'underWay',
	no_evidence: 'noEvidence',
	not_started: 'other',
	superseded: 'other',
	withdrawn: 'other'
};

/** Counts by group and status, summed into those columns. Rows without a group are left out. */
export function sumCounts(
	rows: readonly { group: string | null; status: CommitmentStatus; count: number }[]
): Map<string, StatusCounts> {
	const sums = new Map<string, StatusCounts>();
	for (const { group, status, count } of rows) {
		if (group === null) continue;
		const sum = sums.get(group) ?? {
			total: 0,
			completed: 0,
			underWay: 0,
			noEvidence: 0,
			other: 0
		};
		sum.total += count;
		sum[COLUMNS[status]] += count;
		sums.set(group, sum);
	}
	return sums;
}
