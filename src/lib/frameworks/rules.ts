export interface CycleDays {
	opensOn: string;
	dueOn: string;
	closesOn: string;
}

/** What two administrators could undo each other: the days of a cycle, and its rules. */
export interface CycleTerms extends CycleDays {
	invitationOnly: boolean;
	extensionDays: number;
	replyDays: number;
}

export const CYCLE_PHASES = ['ahead', 'open', 'late', 'closed'] as const;
export type CyclePhase = (typeof CYCLE_PHASES)[number];

/** Where a cycle stands on a day: not open yet, open, past its due day but still taking answers, closed. */
export function cyclePhase({ opensOn, dueOn, closesOn }: CycleDays, today: string): CyclePhase {
	if (today < opensOn) return 'ahead';
	if (today <= dueOn) return 'open';
	return today <= closesOn ? 'late' : 'closed';
}

/**
 * A cycle's days for one organisation: whoever was given more time is due, and may answer, until that day.
 * A cycle that was prolonged for all since then holds for it as well.
 */
export function ownDays(
	{ opensOn, dueOn, closesOn }: CycleDays,
	moreTimeUntil: string | null
): CycleDays {
	const later = (day: string) =>
		moreTimeUntil !== null && moreTimeUntil > day ? moreTimeUntil : day;
	return { opensOn, dueOn: later(dueOn), closesOn: later(closesOn) };
}

/** The last day that anyone may be given: as many days beyond the closing day as the cycle's rule says. */
export function lastExtension({
	closesOn,
	extensionDays
}: {
	closesOn: string;
	extensionDays: number;
}): string {
	const day = new Date(`${closesOn}T00:00:00Z`);
	day.setUTCDate(day.getUTCDate() + extensionDays);
	return day.toISOString().slice(0, 10);
}

/** Whether what is accepted waits for the time at which the cycle is published together. */
export const isEmbargoed = (
	{ publishAt, publishedAt }: { publishAt: Date | null; publishedAt: Date | null },
	now: Date
): boolean => publishAt !== null && publishedAt === null && now < publishAt;

/** A time that may not be set, as one text, for telling whether it is still the one that somebody saw. */
export const momentSeen = (moment: Date | null): string => moment?.toISOString() ?? '';

/** A cycle's days and rules as one text, for telling whether they are still those that somebody saw. */
export const termsSeen = (cycle: CycleTerms): string =>
	[
		cycle.opensOn,
		cycle.dueOn,
		cycle.closesOn,
		cycle.invitationOnly ? 't' : 'f',
		cycle.extensionDays,
		cycle.replyDays
	].join(' ');
