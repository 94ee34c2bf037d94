export const COMMITMENT_KINDS = [
	'legislation',
	'funding',
	'programme',
	'operation',
	'campaign',
	'policy',
	'capacity',
	'agreement'
] as const;
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number];

/** Where a record stands on its way to the public. */
export const COMMITMENT_STATES = [
	'draft',
	'submitted',
	'returned',
	'published',
	'withdrawn'
] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

/** How far what was promised has got. */
export const COMMITMENT_STATUSES = [
	'not_started',
	'on_track',
	'at_risk',
	'delayed',
	'partly_completed',
	'completed',
	'continuing',
	'superseded',
	'withdrawn',
	'no_evidence'
] as const;
export type CommitmentStatus = (typeof COMMITMENT_STATUSES)[number];

export const STATUS_BASES = ['owner', 'public_record'] as const;
export type StatusBasis = (typeof STATUS_BASES)[number];

export const UPDATE_STATES = ['posted', 'accepted', 'returned'] as const;
export type UpdateState = (typeof UPDATE_STATES)[number];

export const MILESTONE_STATUSES = ['open', 'done', 'dropped'] as const;
export type MilestoneStatus = (typeof MILESTONE_STATUSES)[number];

export const FUNDING_STAGES = ['announced', 'committed', 'spent'] as const;
export type FundingStage = (typeof FUNDING_STAGES)[number];

/** What an owner may report: having published nothing is not theirs to say, and withdrawing is a step of its own. */
export const REPORTABLE_STATUSES = [
	'not_started',
	'on_track',
	'at_risk',
	'delayed',
	'partly_completed',
	'completed',
	'continuing',
	'superseded'
] as const satisfies readonly CommitmentStatus[];

/** How one commitment relates to another. */
export const RELATIONS = ['related', 'part_of', 'continues', 'replaced_by'] as const;
export type Relation = (typeof RELATIONS)[number];

export const REVIEW_DECISIONS = ['accept', 'return'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

export const COMMITMENT_SORTS = ['relevance', 'reference', 'due', 'reported', 'announced'] as const;
export type CommitmentSort = (typeof COMMITMENT_SORTS)[number];

/** What makes a promise one whose keeping can be checked. */
export const VERIFIABLE_BY = ['baseline', 'measure', 'date', 'owner', 'money'] as const;
export type VerifiableBy = (typeof VERIFIABLE_BY)[number];

/** The most characters that are taken. */
export const TITLE_LENGTH = 300;
export const TEXT_LENGTH = 10_000;
export const COMMENT_LENGTH = 5000;
export const REASON_LENGTH = 2000;
export const MEASURE_LENGTH = 2000;
/** The most targets that a commitment has. */
export const TARGETS_AT_MOST = 50;
/** How many decimals a figure of a target has. */
export const FIGURE_DIGITS = 2;
/** The most names in a list of them. */
export const NAMES_AT_MOST = 50;
