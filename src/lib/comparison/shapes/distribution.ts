import type { Rating } from '#lib/frameworks/vocabulary.ts';
import type { CellState } from '../vocabulary.ts';
import { standingIn } from './cells.ts';

/** How many companies stand where under one principle in one cycle. */
export interface Distribution {
	standings: Record<Rating | CellState, number>;
	/** Public ratings in all: the whole of which a rating is a share. */
	rated: number;
	/** Published self-assessments in all. */
	assessed: number;
}

/** Counts the cells of one principle: ratings 0 to 4 and CELL_CODES. */
export function distributionOf(cells: readonly (number | undefined)[]): Distribution {
	const standings: Distribution['standings'] = {
		0: 0,
		1: 0,
		2: 0,
		3: 0,
		4: 0,
		not_applicable: 0,
		not_public: 0,
		not_answered: 0
	};
	let rated = 0;
	for (const cell of cells) {
		const standing = standingIn(cell);
		standings[standing] += 1;
		if (typeof standing === 'number') rated += 1;
	}
	return { standings, rated, assessed: cells.length };
}

/** The cells of the principle at this place of the framework, from 0. */
export function cellsAt(
	assessments: readonly { ratings: readonly number[] }[],
	place: number
): (number | undefined)[] {
	return assessments.map(({ ratings }) => ratings[place]);
}

/** Ratings of 3 and 4: the practice is in place. */
export const inPlace = ({ standings }: Distribution): number => standings[3] + standings[4];
