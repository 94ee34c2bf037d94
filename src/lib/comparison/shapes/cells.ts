import { CELL_CODES } from '#lib/assessments/vocabulary.ts';
import { RATINGS, type Rating } from '#lib/frameworks/vocabulary.ts';
import type { CellState, ReviewState } from '../vocabulary.ts';

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

/** The reviewer's rating beside the company's own cell, or why there is none. */
export function reviewerStandingIn(
	own: number | undefined,
	reviewers: number | undefined
): Rating | ReviewState {
	const rating = ratingIn(reviewers);
	if (rating !== null) return rating;
	const standing = standingIn(own);
	return typeof standing === 'number' ? 'not_reviewed' : standing;
}

/** By how much the reviewer rates higher than the company, below 0 where lower; or why that cannot be said. */
export function differenceIn(
	own: number | undefined,
	reviewers: number | undefined
): number | ReviewState {
	const self = standingIn(own);
	if (typeof self !== 'number') return self;
	const rating = ratingIn(reviewers);
	return rating === null ? 'not_reviewed' : rating - self;
}
