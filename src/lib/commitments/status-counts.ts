import { COMMITMENT_STATUSES, type CommitmentStatus } from './vocabulary.ts';

/** Counts with every status in them, at 0 where none was counted. */
export function allStatuses(
	counted: Partial<Record<CommitmentStatus, number>>
): Record<CommitmentStatus, number> {
	return Object.fromEntries(
		COMMITMENT_STATUSES.map((status) => [status, counted[status] ?? 0])
	) as Record<CommitmentStatus, number>;
}

/** How many of these commitments stand at each status; what has a `count` stands for so many. */
export function countBriefs(
	commitments: readonly { status: CommitmentStatus; count?: number }[]
): Record<CommitmentStatus, number> {
	const counts = allStatuses({});
	for (const { status, count = 1 } of commitments) counts[status] += count;
	return counts;
}

/** Commitments by the year in which they were announced, newest year first; those without a date last, as null. */
export function byYear<Brief extends { announcedOn: string | null }>(
	commitments: readonly Brief[]
): { year: string | null; commitments: Brief[] }[] {
	const years = new Map<string | null, Brief[]>();
	for (const commitment of commitments) {
		const year = commitment.announcedOn?.slice(0, 4) ?? null;
		years.set(year, [...(years.get(year) ?? []), commitment]);
	}
	return [...years]
		.map(([year, own]) => ({ year, commitments: own }))
		.sort((one, other) => ((one.year ?? '') < (other.year ?? '') ? 1 : -1));
}
