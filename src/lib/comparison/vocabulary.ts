import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';

/** Ways to look at the companies: each one, summed up by principle, one principle over the cycles. */
export const COMPANY_VIEWS = ['matrix', 'distribution', 'trend'] as const;
export type CompanyView = (typeof COMPANY_VIEWS)[number];

/**
 * What the cells of the matrix hold: the company's own rating, the reviewer's, the second less the first,
 * or how many findings speak of a practice and how many of a gap.
 */
export const MATRIX_CELLS = ['self', 'reviewer', 'difference', 'findings'] as const;
export type MatrixCells = (typeof MATRIX_CELLS)[number];

/** Whose ratings a trend counts: of all who answered, or of those who gave one in every cycle shown. */
export const TREND_GROUPS = ['all', 'cohort'] as const;
export type TrendGroup = (typeof TREND_GROUPS)[number];

/** How many stand side by side at most: more columns than these cannot be read together. */
export const MOST_BESIDE = 6;
/** In place of a sector: companies of every sector. */
export const ALL_SECTORS = 'all';

/**
 * Ways to look at commitments across countries: how far they have got, whether they keep their dates, what
 * each forum and document promised, what money they name; which treaties bind each country; and one of
 * these figures on a map.
 */
export const COUNTRY_VIEWS = [
	'status',
	'timing',
	'promises',
	'funding',
	'treaties',
	'map'
] as const;
export type CountryView = (typeof COUNTRY_VIEWS)[number];

/**
 * What a map shows of each country: how many of its commitments are completed, of those with a date how many
 * are overdue, how many there are, and how many of the treaties compared bind it. Never money.
 */
export const MAP_MEASURES = ['completed', 'overdue', 'commitments', 'treaties'] as const;
export type MapMeasure = (typeof MAP_MEASURES)[number];

/** What commitments are counted by: the owner's country, a pillar, the forum, the kind. */
export const COUNTED_BY = ['country', 'pillar', 'forum', 'kind'] as const;
export type CountedBy = (typeof COUNTED_BY)[number];

/** What became of what was promised: the statuses, taken together as far as they answer that. */
export const OUTCOMES = ['done', 'kept_up', 'under_way', 'no_evidence', 'ended'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const STATUSES_OF: Record<Outcome, readonly CommitmentStatus[]> = {
	done: ['completed'],
	kept_up: ['continuing'],
	under_way: ['not_started', 'on_track', 'at_risk', 'delayed', 'partly_completed'],
	no_evidence: ['no_evidence'],
	ended: ['superseded', 'withdrawn']
};

/** What a file of promises lists: each forum, or in one forum each document, or each joint commitment. */
export const PROMISE_LISTS = ['forums', 'documents', 'together'] as const;
export type PromiseList = (typeof PROMISE_LISTS)[number];

/** Currencies that there are rates of exchange for. */
export const RATE_CURRENCIES = ['AUD', 'CAD', 'EUR', 'GBP', 'USD'] as const;
export type RateCurrency = (typeof RATE_CURRENCIES)[number];

/** The date that a commitment is held against: as last revised, or as first promised. */
export const DUE_DATES = ['revised', 'first'] as const;
export type DueDate = (typeof DUE_DATES)[number];

/**
 * How a commitment stands against its date, what is done first, what cannot be said last: done at a time
 * that is not known, without a date, or not waited for (continuing, superseded, withdrawn).
 */
export const DUE_STATES = [
	'on_time',
	'late',
	'overdue',
	'ahead',
	'undated_report',
	'no_date',
	'not_awaited'
] as const;
export type DueState = (typeof DUE_STATES)[number];

/** What a cell of the matrix may hold instead of a rating. */
export const CELL_STATES = ['not_applicable', 'not_public', 'not_answered'] as const;
export type CellState = (typeof CELL_STATES)[number];

/** What it may hold beside these where the reviewer's rating is asked for: they gave none. */
export const REVIEW_STATES = [...CELL_STATES, 'not_reviewed'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Statuses in the order in which they are drawn: what is done first, what is not known last. */
export const STATUS_ORDER = [
	'completed',
	'partly_completed',
	'continuing',
	'on_track',
	'at_risk',
	'delayed',
	'not_started',
	'superseded',
	'withdrawn',
	'no_evidence'
] as const;

/** How a commitment may stand at the end of a quarter: before its first status it is announced, and no more. */
export const FLOW_STATES = [...STATUS_ORDER, 'unreported'] as const;
export type FlowState = (typeof FLOW_STATES)[number];
/** Quarters drawn where no year is named: more columns than these cannot be told apart. */
export const QUARTERS_DRAWN = 24;

/** The treaties whose dates stand beside the commitments, and their keys in the public record. */
export const COMPARED_TREATIES = ['crc', 'opsc'] as const;
export type ComparedTreaty = (typeof COMPARED_TREATIES)[number];
export const TREATY_KEYS: Record<ComparedTreaty, string> = { crc: 'un-crc', opsc: 'un-opsc' };

/** Comparisons whose chart can be taken away as a picture, embedded and cited, as their address calls them. */
export const DRAWN_VIEWS = [
	'companies',
	'countries',
	'over-time',
	'capabilities',
	'indicators',
	'companies/side-by-side',
	'countries/side-by-side'
] as const;
export type DrawnView = (typeof DRAWN_VIEWS)[number];

/** What the page of methods explains, in its order. */
export const METHODS = [
	'self_rating',
	'coverage',
	'reviewer_rating',
	'difference',
	'findings',
	'distribution',
	'trend',
	'cohort',
	'status',
	'flow',
	'timing',
	'promises',
	'funding',
	'treaties',
	'map',
	'capabilities',
	'indicators',
	'changes',
	'past_day'
] as const;
export type Method = (typeof METHODS)[number];
