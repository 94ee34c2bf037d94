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

/** Why a requirement does not apply: a short list, so that it can be reviewed and counted alike. */
export const NOT_APPLICABLE_KINDS = [
	'no_such_service',
	'done_by_another',
	'not_in_operation',
	'barred_by_law',
	'other'
] as const;
export type NotApplicableKind = (typeof NOT_APPLICABLE_KINDS)[number];

/** How sure an organisation is of its own answer. */
export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What a reviewer says of one answer: it stands, it needs evidence, or it needs another word. */
export const REVIEW_DECISIONS = ['accepted', 'evidence_requested', 'change_requested'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** Most links that one answer may carry. */
export const EVIDENCE_LIMIT = 5;

/** Most figures that one answer may carry. */
export const METRIC_LIMIT = 5;

/** Most services that one answer may tell apart. */
export const SERVICE_LIMIT = 50;
