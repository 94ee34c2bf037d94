import { CELL_CODES, type Visibility } from './vocabulary.ts';

/** What an answer holds that decides how it may be shown in a matrix. */
export interface RatedAnswer {
	rating: number | null;
	notApplicable: boolean;
	visibility: Visibility;
}

/**
 * The row of a published assessment in a matrix, for an audience: per requirement, in the framework's
 * order, the rating 0 to 4 or one of CELL_CODES. An answer that the audience may not see is *not
 * public* whatever it holds, so that its being not applicable is not told either.
 */
export function publishedRatings(
	answers: readonly (RatedAnswer | undefined)[],
	audience: 'public' | 'partners'
): number[] {
	return answers.map((answer) => {
		if (!answer) return CELL_CODES.notAnswered;
		const open =
			answer.visibility === 'public' ||
			(audience === 'partners' && answer.visibility === 'partners');
		if (!open) return CELL_CODES.notPublic;
		if (answer.notApplicable) return CELL_CODES.notApplicable;
		return answer.rating ?? CELL_CODES.notAnswered;
	});
}
