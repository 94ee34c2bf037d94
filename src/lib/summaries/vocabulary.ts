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

/** Questions a figure may ask that a form spells out: each is one function of the comparison domain. */
export const FIGURE_QUESTIONS = [
	'principle_distribution',
	'principle_trend',
	'country_status',
	'pillar_status'
] as const;
export type FigureQuestion = (typeof FIGURE_QUESTIONS)[number];

/** All that a figure may ask: one of these, or what a view of the comparison shows under its address. */
export const ASKED_QUESTIONS = [...FIGURE_QUESTIONS, 'view'] as const;
export type AskedQuestion = (typeof ASKED_QUESTIONS)[number];

/** How a number of a figure stands in a sentence: as it is, or as its share of the whole beside it. */
export const NUMBER_FORMS = ['count', 'share'] as const;
export type NumberForm = (typeof NUMBER_FORMS)[number];
