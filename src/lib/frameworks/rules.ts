export interface CycleDays {
	opensOn: string;
	dueOn: string;
	closesOn: string;
}

export const CYCLE_PHASES = ['ahead', 'open', 'late', 'closed'] as const;
export type CyclePhase = (typeof CYCLE_PHASES)[number];

/** Where a cycle stands on a day: not open yet, open, past its due day but still taking answers, closed. */
export function cyclePhase({ opensOn, dueOn, closesOn }: CycleDays, today: string): CyclePhase {
	if (today < opensOn) return 'ahead';
	if (today <= dueOn) return 'open';
	return today <= closesOn ? 'late' : 'closed';
}

/** Whether what is accepted waits for the time at which the cycle is published together. */
export const isEmbargoed = (
	{ publishAt, publishedAt }: { publishAt: Date | null; publishedAt: Date | null },
	now: Date
): boolean => publishAt !== null && publishedAt === null && now < publishAt;

/** A cycle's days as one text, for telling whether they are still those that somebody saw. */
export const daysSeen = ({ opensOn, dueOn, closesOn }: CycleDays): string =>
	[opensOn, dueOn, closesOn].join(' ');
