export const AUDIENCES = ['companies', 'governments', 'commitments'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** How a framework's answers may be shown: one by one, or only summed over a group. */
export const DISCLOSURES = ['per_organisation', 'aggregate_only'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

/** Ratings of every framework so far: 0 not started … 4 in place, measured and shared (DESIGN §1). */
export const RATINGS = [0, 1, 2, 3, 4] as const;
export type Rating = (typeof RATINGS)[number];

export const ENDORSEMENT_STATUSES = ['endorsed', 'endorsed_national'] as const;
export type EndorsementStatus = (typeof ENDORSEMENT_STATUSES)[number];

/** Who says what a finding says: never merged with the company's own assessment. */
export const FINDING_VOICES = [
	'company_statement',
	'regulator_finding',
	'independent_review',
	'civil_society'
] as const;
export type FindingVoice = (typeof FINDING_VOICES)[number];

export const FINDING_DIRECTIONS = ['practice', 'gap'] as const;
export type FindingDirection = (typeof FINDING_DIRECTIONS)[number];

/** A finding waits for the company's reply before it is public; one that proves wrong is dropped. */
export const FINDING_STATES = ['awaiting_reply', 'published', 'dropped'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** How much of a requirement of another regime an answer here serves. */
export const COVERAGES = ['full', 'part'] as const;
export type Coverage = (typeof COVERAGES)[number];

/** Fewest organisations of which a sum is shown to those who may not see the single answers (DESIGN §3). */
export const SMALLEST_GROUP = 5;

/** Key of the framework whose requirements are the eleven Voluntary Principles of 2020. */
export const VOLUNTARY_PRINCIPLES = 'voluntary-principles';
export const MODEL_NATIONAL_RESPONSE = 'model-national-response';
export const PILLARS = 'national-strategy-pillars';
