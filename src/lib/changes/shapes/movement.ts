import { countChanges, type Change as Moved } from '#lib/assessments/course.ts';
import type { Both } from '#lib/charts/shape.ts';

/** How the ratings of a published self-assessment stand to those of the published cycle before it. */
export interface Movement extends Record<Moved, number> {
	/** That cycle. */
	since: Both;
}

/** The public ratings of a cycle, and what it asked, in the same order. */
export interface Row {
	requirements: readonly string[];
	ratings: readonly number[];
}

/**
 * How many ratings are higher, lower and the same as in the cycle before, and how many cannot be compared:
 * requirement by requirement, and over versions only where the one goes on from the other. Of some of the
 * requirements alone where they are named.
 */
export function movedBetween(
	before: Row,
	after: Row,
	inOneLine: (one: string, other: string) => boolean,
	only: readonly string[] | null = null
): Record<Moved, number> {
	const asked = after.requirements.flatMap((id, place) =>
		only === null || only.includes(id) ? [{ id, rating: after.ratings[place] }] : []
	);
	return countChanges(
		asked.map(({ id }) => {
			const place = before.requirements.findIndex((one) => inOneLine(one, id));
			return place === -1 ? null : before.ratings[place];
		}),
		asked.map(({ rating }) => rating)
	);
}
