/** Why figures before and after cannot be compared. */
export const BREAK_REASONS = ['brands_split', 'bundling'] as const;
export type BreakReason = (typeof BREAK_REASONS)[number];

export interface SeriesBreak {
	/** The first year that is counted in the new way. */
	from: string;
	reason: BreakReason;
}

/** Where counts of reports break, as the caveat stored with each of them says. */
const REPORTS: readonly SeriesBreak[] = [
	{ from: '2021', reason: 'brands_split' },
	{ from: '2024', reason: 'bundling' }
];

const BREAKS: Record<string, readonly SeriesBreak[]> = {
	cybertipline_reports: REPORTS,
	cybertipline_reports_published_line: REPORTS,
	cybertipline_reports_self_reported: REPORTS
};

export const breaksOf = (metric: string): readonly SeriesBreak[] => BREAKS[metric] ?? [];

/** Metrics of several publishers that count the same thing: they stand side by side, each as it is. */
const SAME: Record<string, string> = { cybertipline_reports_self_reported: 'cybertipline_reports' };

/** What a metric counts, whoever counts it. */
export const thingOf = (metric: string): string => SAME[metric] ?? metric;
