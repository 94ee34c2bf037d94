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

/** How far one answer has got. `carried`: it says what the last cycle's said, and nobody has confirmed it yet. */
export const ANSWER_PROGRESS = ['not_started', 'in_progress', 'carried', 'completed'] as const;
export type AnswerProgress = (typeof ANSWER_PROGRESS)[number];

/**
 * What an answer is beside the same organisation's in its last published cycle: there was none, it says
 * something else, it says the same and was confirmed, or it was carried over and was not yet confirmed.
 */
export const CONTINUITIES = ['new', 'changed', 'confirmed', 'carried'] as const;
export type Continuity = (typeof CONTINUITIES)[number];

/** Most links that one answer may carry. */
export const EVIDENCE_LIMIT = 5;
