import type { AssessmentState } from './vocabulary.ts';

/** A state that an assessment was or is in: since when, until when (null: it still is), and for how many whole days. */
export interface Spell {
	state: AssessmentState;
	since: Date;
	until: Date | null;
	days: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** How long an assessment was in each state, in the order in which it came into them, whatever order they are given in. */
export function timeInStates(
	steps: readonly { state: AssessmentState; takenAt: Date }[],
	now: Date
): Spell[] {
	const ordered = [...steps].sort((one, other) => one.takenAt.getTime() - other.takenAt.getTime());
	return ordered.map(({ state, takenAt }, place) => {
		const until = ordered[place + 1]?.takenAt ?? null;
		const passed = (until ?? now).getTime() - takenAt.getTime();
		return { state, since: takenAt, until, days: Math.max(0, Math.floor(passed / DAY)) };
	});
}
