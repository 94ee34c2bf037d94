/** How many steps a map has at most: more shades cannot be told apart. */
export const MOST_STEPS = 5;

export interface Step {
	from: number;
	/** Of counts the last that is within; of shares where the next step begins, and only the last reaches it. */
	to: number;
}

/** Fifths of a whole, whatever the shares are: so that maps with other filters can be compared. */
export const SHARE_STEPS: readonly Step[] = Array.from({ length: MOST_STEPS }, (_, at) => ({
	from: at / MOST_STEPS,
	to: (at + 1) / MOST_STEPS
}));

/** A step for each of a few numbers. */
export const eachStep = (first: number, last: number): Step[] =>
	Array.from({ length: last - first + 1 }, (_, at) => ({ from: first + at, to: first + at }));

/** The first of 1, 2, 5, 10, 20, 50 … that is no less. */
function round(least: number): number {
	const power = 10 ** Math.floor(Math.log10(least));
	return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= least) ?? 10 * power;
}

/**
 * Steps for counts from 1 to at least `most`: one for each number while there are no more than five, else
 * each twice as broad as the one before it, as there are many small counts and few great ones.
 */
export function countSteps(most: number): Step[] {
	if (most <= MOST_STEPS) return eachStep(1, MOST_STEPS);
	const first = round(Math.max(1, most / (2 ** MOST_STEPS - 1)));
	return Array.from({ length: MOST_STEPS }, (_, at) => ({
		from: (2 ** at - 1) * first + 1,
		to: (2 ** (at + 1) - 1) * first
	}));
}

/** The place of the step that holds the value; null where none does. */
export function stepOf(steps: readonly Step[], value: number): number | null {
	const at = steps.findLastIndex(({ from }) => value >= from);
	const step = steps[at];
	return step && value <= step.to ? at : null;
}
