import { cellOf } from './rules.ts';

export const CHANGES = ['higher', 'lower', 'same', 'other'] as const;
/** What became of a rating from one cycle to the next; `other` where one of the two is none. */
export type Change = (typeof CHANGES)[number];

/** A place of a public matrix; null where the version asked nothing that may be compared. */
export type Place = number | null | undefined;

/** How two places of a public matrix compare: only a rating with a rating. */
export function changeOf(before: Place, after: Place): Change {
	if (typeof before !== 'number' || typeof after !== 'number') return 'other';
	if (cellOf(before) !== 'rating' || cellOf(after) !== 'rating') return 'other';
	if (before === after) return 'same';
	return after > before ? 'higher' : 'lower';
}

/** How many ratings rose, fell, stayed and cannot be compared, from one row of a public matrix to the next. */
export function countChanges(
	before: readonly Place[],
	after: readonly Place[]
): Record<Change, number> {
	const counts = { higher: 0, lower: 0, same: 0, other: 0 };
	for (const [place, rating] of after.entries()) counts[changeOf(before[place], rating)] += 1;
	return counts;
}
