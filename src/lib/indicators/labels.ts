import type { Label } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { BreakReason } from './breaks.ts';

const METRICS: Record<string, Label> = {
	cybertipline_reports: m.indicators_metric_cybertipline_reports,
	cybertipline_reports_published_line: m.indicators_metric_cybertipline_reports_published_line,
	cybertipline_reports_self_reported: m.indicators_metric_cybertipline_reports_self_reported,
	cybertipline_reports_by_country: m.indicators_metric_cybertipline_reports_by_country,
	pieces_of_content_actioned_self_reported:
		m.indicators_metric_pieces_of_content_actioned_self_reported,
	mileposts_advanced: m.indicators_metric_mileposts_advanced,
	incidents_after_unbundling: m.indicators_metric_incidents_after_unbundling,
	child_exploitation_reports_from_sentinel:
		m.indicators_metric_child_exploitation_reports_from_sentinel,
	accounts_actioned_from_shared_signals: m.indicators_metric_accounts_actioned_from_shared_signals,
	individual_uploads_removed: m.indicators_metric_individual_uploads_removed,
	urls_or_bulk_uploads_removed: m.indicators_metric_urls_or_bulk_uploads_removed,
	members_advancing_at_least_one_milepost:
		m.indicators_metric_members_advancing_at_least_one_milepost,
	share_using_grooming_detection_tools: m.indicators_metric_share_using_grooming_detection_tools,
	share_using_image_hash_matching: m.indicators_metric_share_using_image_hash_matching,
	accounts_suspended_child_sexual_exploitation:
		m.indicators_metric_accounts_suspended_child_sexual_exploitation,
	accounts_suspended_child_sexual_exploitation_jan_nov:
		m.indicators_metric_accounts_suspended_child_sexual_exploitation_jan_nov
};

/** What a series counts, in the reader's language; a metric without words, as its key spells it. */
export const metricLabel = (metric: string, locale: Locale = getLocale()): string =>
	METRICS[metric]?.({}, { locale }) ?? metric.replaceAll('_', ' ');

const UNITS: Record<string, Label> = {
	reports: m.indicators_unit_reports,
	'reports (approx.)': m.indicators_unit_reports_about,
	items: m.indicators_unit_items,
	accounts: m.indicators_unit_accounts,
	'accounts (about)': m.indicators_unit_accounts_about,
	'accounts (over)': m.indicators_unit_accounts_over,
	'incidents (about)': m.indicators_unit_incidents_about,
	mileposts: m.indicators_unit_mileposts,
	companies: m.indicators_unit_companies,
	percent: m.indicators_unit_percent
};

/** What is counted, in the reader's language; a unit without words, as the source spells it. */
export const unitLabel = (unit: string, locale: Locale = getLocale()): string =>
	UNITS[unit]?.({}, { locale }) ?? unit;

type Message = (inputs: Record<string, never>, options: { locale: Locale }) => string;

export const breakLabels: Record<BreakReason, Message> = {
	brands_split: m.indicators_break_brands_split,
	bundling: m.indicators_break_bundling
};
