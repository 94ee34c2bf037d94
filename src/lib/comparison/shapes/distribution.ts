import { CELL_CODES } from '#lib/assessments/vocabulary.ts';
import { RATINGS, type Rating } from '#lib/frameworks/vocabulary.ts';

/** How many companies stand where under one principle in one cycle. */
export interface Distribution {
	/** By rating, 0 to 4. */
	levels: Record<Rating, number>;
	notApplicable: number;
	notPublic: number;
	notAnswered: number;
	/** Public ratings in all: the whole of which a level is a share. */
	rated: number;
	/** Published self-assessments in all. */
	assessed: number;
}

/** Counts the cells of one principle: ratings 0 to 4 and CELL_CODES. */
export function distributionOf(cells: readonly number[]): Distribution {
	const levels: Record<Rating, number> = { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0 };
	const counted: Distribution = {
		levels,
		notApplicable: 0,
		notPublic: 0,
		notAnswered: 0,
		rated: 0,
		assessed: cells.length
	};
	for (const cell of cells) {
		const rating = RATINGS.find((level) => level === cell);
		if (rating !== undefined) {
			levels[rating] += 1;
			counted.rated += 1;
		} else if (cell === CELL_CODES.notApplicable) counted.notApplicable += 1;
		else if (cell === CELL_CODES.notPublic) counted.notPublic += 1;
		else counted.notAnswered += 1;
	}
	return counted;
}

/** The cells of the principle at this place of the framework; one that a ratings array lacks was not answered. */
export function cellsAt(
	assessments: readonly { ratings: readonly number[] }[],
	place: number
): number[] {
	return assessments.map(({ ratings }) => ratings[place] ?? CELL_CODES.notAnswered);
}

/** Ratings of 3 and 4: the practice is in place. */
export const inPlace = ({ levels }: Distribution): number => levels[3] + levels[4];
