import type { Label } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Method } from '../vocabulary.ts';

interface MethodWords {
	name: Label;
	means: Label;
	computed: Label;
	limits: Label;
}

/** What each number of the comparisons means, how it is computed, and what it cannot say. */
export const methodWords: Record<Method, MethodWords> = {
	self_rating: {
		name: m.comparison_methods_self_rating_name,
		means: m.comparison_methods_self_rating_means,
		computed: m.comparison_methods_self_rating_computed,
		limits: m.comparison_methods_self_rating_limits
	},
	coverage: {
		name: m.comparison_methods_coverage_name,
		means: m.comparison_methods_coverage_means,
		computed: m.comparison_methods_coverage_computed,
		limits: m.comparison_methods_coverage_limits
	},
	reviewer_rating: {
		name: m.comparison_methods_reviewer_rating_name,
		means: m.comparison_methods_reviewer_rating_means,
		computed: m.comparison_methods_reviewer_rating_computed,
		limits: m.comparison_methods_reviewer_rating_limits
	},
	difference: {
		name: m.comparison_methods_difference_name,
		means: m.comparison_methods_difference_means,
		computed: m.comparison_methods_difference_computed,
		limits: m.comparison_methods_difference_limits
	},
	findings: {
		name: m.comparison_methods_findings_name,
		means: m.comparison_methods_findings_means,
		computed: m.comparison_methods_findings_computed,
		limits: m.comparison_methods_findings_limits
	},
	distribution: {
		name: m.comparison_methods_distribution_name,
		means: m.comparison_methods_distribution_means,
		computed: m.comparison_methods_distribution_computed,
		limits: m.comparison_methods_distribution_limits
	},
	trend: {
		name: m.comparison_methods_trend_name,
		means: m.comparison_methods_trend_means,
		computed: m.comparison_methods_trend_computed,
		limits: m.comparison_methods_trend_limits
	},
	cohort: {
		name: m.comparison_methods_cohort_name,
		means: m.comparison_methods_cohort_means,
		computed: m.comparison_methods_cohort_computed,
		limits: m.comparison_methods_cohort_limits
	},
	status: {
		name: m.comparison_methods_status_name,
		means: m.comparison_methods_status_means,
		computed: m.comparison_methods_status_computed,
		limits: m.comparison_methods_status_limits
	},
	flow: {
		name: m.comparison_methods_flow_name,
		means: m.comparison_methods_flow_means,
		computed: m.comparison_methods_flow_computed,
		limits: m.comparison_methods_flow_limits
	},
	timing: {
		name: m.comparison_methods_timing_name,
		means: m.comparison_methods_timing_means,
		computed: m.comparison_methods_timing_computed,
		limits: m.comparison_methods_timing_limits
	},
	treaties: {
		name: m.comparison_methods_treaties_name,
		means: m.comparison_methods_treaties_means,
		computed: m.comparison_methods_treaties_computed,
		limits: m.comparison_methods_treaties_limits
	},
	map: {
		name: m.comparison_methods_map_name,
		means: m.comparison_methods_map_means,
		computed: m.comparison_methods_map_computed,
		limits: m.comparison_methods_map_limits
	},
	capabilities: {
		name: m.comparison_methods_capabilities_name,
		means: m.comparison_methods_capabilities_means,
		computed: m.comparison_methods_capabilities_computed,
		limits: m.comparison_methods_capabilities_limits
	},
	indicators: {
		name: m.comparison_methods_indicators_name,
		means: m.comparison_methods_indicators_means,
		computed: m.comparison_methods_indicators_computed,
		limits: m.comparison_methods_indicators_limits
	},
	promises: {
		name: m.comparison_methods_promises_name,
		means: m.comparison_methods_promises_means,
		computed: m.comparison_methods_promises_computed,
		limits: m.comparison_methods_promises_limits
	},
	funding: {
		name: m.comparison_methods_funding_name,
		means: m.comparison_methods_funding_means,
		computed: m.comparison_methods_funding_computed,
		limits: m.comparison_methods_funding_limits
	},
	changes: {
		name: m.comparison_methods_changes_name,
		means: m.comparison_methods_changes_means,
		computed: m.comparison_methods_changes_computed,
		limits: m.comparison_methods_changes_limits
	},
	past_day: {
		name: m.comparison_methods_past_day_name,
		means: m.comparison_methods_past_day_means,
		computed: m.comparison_methods_past_day_computed,
		limits: m.comparison_methods_past_day_limits
	}
};
