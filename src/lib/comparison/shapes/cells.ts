import { CELL_CODES } from '#lib/assessments/vocabulary.ts';
import { RATINGS, type Rating } from '#lib/frameworks/vocabulary.ts';
import type { CellState } from '../vocabulary.ts';

/** The rating in a cell of a ratings array; null where it holds one of CELL_CODES. */
export function ratingIn(cell: number | undefined): Rating | null {
	return RATINGS.find((rating) => rating === cell) ?? null;
}

/** A rating, or why there is none. A cell that the array lacks was not answered. */
export function standingIn(cell: number | undefined): Rating | CellState {
	const rating = ratingIn(cell);
	if (rating !== null) return rating;
	if (cell === CELL_CODES.notApplicable) return 'not_applicable';
	return cell === CELL_CODES.notPublic ? 'not_public' : 'not_answered';
}
