import type { AnswerProgress, AssessmentState } from './vocabulary.ts';

/** Where an organisation stands in a cycle, as others may know it: nothing of what it answers. */
export const COURSE_STAGES = [
	'not_opened',
	'started',
	'in_progress',
	'stuck',
	'submitted',
	'in_review',
	'returned',
	'accepted',
	'published'
] as const;
export type CourseStage = (typeof COURSE_STAGES)[number];

/** Who may be asked how they are getting on. */
export const NUDGED_STAGES: readonly CourseStage[] = ['not_opened', 'stuck'];

/** After so many days without a save, what waits for the organisation counts as stuck. */
export const STUCK_AFTER = 10;
const DAY = 24 * 60 * 60 * 1000;

/** Whole days from one moment to another. */
export const daysFrom = (since: Date, now: Date): number =>
	Math.floor((now.getTime() - since.getTime()) / DAY);

interface Course {
	state: AssessmentState | null;
	answers: readonly AnswerProgress[];
	/** When anyone last saved an answer. */
	savedAt: Date | null;
	/** Since when it has been in its present state. */
	since: Date | null;
}

/** Stuck comes before what is stuck: a draft or something returned that nobody has touched for ten days. */
export function stageOf({ state, answers, savedAt, since }: Course, now: Date): CourseStage {
	if (!state) return 'not_opened';
	if (state !== 'draft' && state !== 'returned') return state;
	const touched = Math.max(savedAt?.getTime() ?? 0, since?.getTime() ?? 0);
	if (touched && daysFrom(new Date(touched), now) >= STUCK_AFTER) return 'stuck';
	if (state === 'returned') return 'returned';
	return answers.some((one) => one !== 'not_started') ? 'in_progress' : 'started';
}

/** How many of these organisations have completed the requirement at each place, in the framework's order. */
export function completedByPlace(
	courses: readonly { answers: readonly AnswerProgress[] }[],
	places: number
): number[] {
	return Array.from(
		{ length: places },
		(_, place) => courses.filter(({ answers }) => answers[place] === 'completed').length
	);
}
