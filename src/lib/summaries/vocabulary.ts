export const SUMMARY_STATES = [
	'draft',
	'in_review',
	'scheduled',
	'published',
	'superseded',
	'withdrawn'
] as const;
export type SummaryState = (typeof SUMMARY_STATES)[number];

/** The states in which anyone may read it: what was published stays at its address, marked as what it has become. */
export const PUBLIC_STATES = [
	'published',
	'superseded',
	'withdrawn'
] as const satisfies SummaryState[];

/** What has become of asking an organisation for its reply: still open, printed with an edition, or taken back. */
export const PASSAGE_STATES = ['awaiting_reply', 'published', 'dropped'] as const;
export type PassageState = (typeof PASSAGE_STATES)[number];

/** The questions a figure may ask: each is one function of the comparison domain. */
export const FIGURE_QUESTIONS = [
	'principle_distribution',
	'principle_trend',
	'country_status',
	'pillar_status'
] as const;
export type FigureQuestion = (typeof FIGURE_QUESTIONS)[number];
