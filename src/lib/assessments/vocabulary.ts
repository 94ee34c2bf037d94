export const ASSESSMENT_STATES = [
	'draft',
	'submitted',
	'in_review',
	'returned',
	'accepted',
	'published'
] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

export const VISIBILITIES = ['public', 'partners', 'secretariat'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/**
 * What a published matrix holds where there is no rating to show. The numbers stand in the
 * read model (`assessments.public_ratings`) beside the ratings 0 to 4.
 */
export const CELL_CODES = { notApplicable: -1, notPublic: -2, notAnswered: -3 } as const;

/** How far one answer has got. */
export const ANSWER_PROGRESS = ['not_started', 'in_progress', 'completed'] as const;
export type AnswerProgress = (typeof ANSWER_PROGRESS)[number];

/** Most links that one answer may carry. */
export const EVIDENCE_LIMIT = 5;
