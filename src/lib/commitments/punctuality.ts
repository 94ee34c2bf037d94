import { endsBefore, lastDay } from './rules.ts';

/** Something promised for a date: when it was first promised for, when it is now, and when it was done. */
export interface Dated {
	/** Open ones are late once their date has gone by; what was given up is not counted. */
	state: 'open' | 'done' | 'dropped';
	firstDueOn: string | null;
	dueOn: string | null;
	completedOn: string | null;
}

/** By a due date: done in time, done or still open after it, open with time left, or no date to go by. */
export const TIMINGS = ['on_time', 'late', 'ahead', 'unknown'] as const;
export type Timing = (typeof TIMINGS)[number];

/** How something stands against one of its dates, each as precise as it is known. `today` is a day. */
export function timingAgainst(
	dueOn: string | null,
	{ state, completedOn }: Pick<Dated, 'state' | 'completedOn'>,
	today: string
): Timing {
	if (dueOn === null || state === 'dropped') return 'unknown';
	if (state === 'open') return lastDay(dueOn) < today ? 'late' : 'ahead';
	if (completedOn === null) return 'unknown';
	return endsBefore(dueOn, completedOn) ? 'late' : 'on_time';
}

export interface Punctuality {
	/** Against the date that was promised first. */
	first: Record<Timing, number>;
	/** Against the date as last revised. */
	revised: Record<Timing, number>;
	/** How many have had their date moved. */
	moved: number;
	total: number;
}

/** How many are on time as first promised, and how many as last revised. `today` is a day. */
export function punctuality(dated: readonly Dated[], today: string): Punctuality {
	const none = (): Record<Timing, number> => ({ on_time: 0, late: 0, ahead: 0, unknown: 0 });
	const counted: Punctuality = { first: none(), revised: none(), moved: 0, total: 0 };
	for (const one of dated) {
		if (one.state === 'dropped') continue;
		const first = one.firstDueOn ?? one.dueOn;
		counted.first[timingAgainst(first, one, today)] += 1;
		counted.revised[timingAgainst(one.dueOn, one, today)] += 1;
		counted.moved += Number(first !== one.dueOn);
		counted.total += 1;
	}
	return counted;
}

/** A commitment as something promised for a date: done when its status says so, at the date of that report. */
export function commitmentAsDated(commitment: {
	status: string;
	statusAsOf: string | null;
	firstDueOn: string | null;
	dueOn: string | null;
}): Dated {
	const { status, statusAsOf, firstDueOn, dueOn } = commitment;
	const dropped = status === 'withdrawn' || status === 'superseded' || status === 'continuing';
	const state = status === 'completed' ? 'done' : dropped ? 'dropped' : 'open';
	return { state, firstDueOn, dueOn, completedOn: state === 'done' ? statusAsOf : null };
}
