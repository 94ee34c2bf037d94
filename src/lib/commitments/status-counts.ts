import { COMMITMENT_STATUSES, type CommitmentStatus } from './vocabulary.ts';

/** Counts with every status in them, at 0 where none was counted. */
export function allStatuses(
	counted: Partial<Record<CommitmentStatus, number>>
): Record<CommitmentStatus, number> {
	return Object.fromEntries(
		COMMITMENT_STATUSES.map((status) => [status, counted[status] ?? 0])
	) as Record<CommitmentStatus, number>;
}

/** How many of these commitments stand at each status. */
export function countBriefs(
	commitments: readonly { status: CommitmentStatus }[]
): Record<CommitmentStatus, number> {
	const counts = allStatuses({});
	for (const { status } of commitments) counts[status]++;
	return counts;
}
