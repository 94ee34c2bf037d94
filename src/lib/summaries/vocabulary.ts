export const SUMMARY_STATES = [
	'draft',
	'in_review',
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

/** The questions a figure may ask: each is one function of the comparison domain. */
export const FIGURE_QUESTIONS = [
	'principle_distribution',
	'principle_trend',
	'country_status',
	'pillar_status'
] as const;
export type FigureQuestion = (typeof FIGURE_QUESTIONS)[number];
