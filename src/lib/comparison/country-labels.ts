import type { Both } from '#lib/charts/shape.ts';
import type { ChartTone } from '#lib/charts/tones.ts';
import type { CommitmentKind } from '#lib/commitments/vocabulary.ts';
import { inBoth, type Label } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type {
	CountedBy,
	CountryView,
	DueDate,
	DueState,
	MapMeasure,
	Outcome
} from './vocabulary.ts';

/** Kinds of commitments in both languages. */
export const kindWords: Record<CommitmentKind, Both> = {
	legislation: inBoth(m.commitments_kind_legislation, {}),
	funding: inBoth(m.commitments_kind_funding, {}),
	programme: inBoth(m.commitments_kind_programme, {}),
	operation: inBoth(m.commitments_kind_operation, {}),
	campaign: inBoth(m.commitments_kind_campaign, {}),
	policy: inBoth(m.commitments_kind_policy, {}),
	capacity: inBoth(m.commitments_kind_capacity, {}),
	agreement: inBoth(m.commitments_kind_agreement, {})
};

export const countryViewLabels: Record<CountryView, () => string> = {
	status: m.comparison_status_title,
	timing: m.comparison_timing_title,
	promises: m.comparison_promises_title,
	funding: m.comparison_funding_title,
	treaties: m.comparison_treaty_view,
	map: m.comparison_map_view
};

export const mapMeasureLabels: Record<MapMeasure, () => string> = {
	completed: m.comparison_map_completed,
	overdue: m.comparison_map_overdue,
	commitments: m.comparison_map_commitments,
	treaties: m.comparison_map_treaties
};

/** What the rows are, as the head of their column says it. */
export const countedByWords: Record<CountedBy, Both> = {
	country: inBoth(m.comparison_status_who, {}),
	pillar: inBoth(m.comparison_column_pillar, {}),
	forum: inBoth(m.comparison_filter_forum, {}),
	kind: inBoth(m.comparison_filter_kind, {})
};

export const dueDateLabels: Record<DueDate, () => string> = {
	revised: m.comparison_against_revised,
	first: m.comparison_against_first
};

export const dueWords: Record<DueState, Both> = {
	on_time: inBoth(m.comparison_due_on_time, {}),
	late: inBoth(m.comparison_due_late, {}),
	overdue: inBoth(m.comparison_due_overdue, {}),
	ahead: inBoth(m.comparison_due_ahead, {}),
	undated_report: inBoth(m.comparison_due_undated_report, {}),
	no_date: inBoth(m.comparison_due_no_date, {}),
	not_awaited: inBoth(m.comparison_due_not_awaited, {})
};

export const dueTones: Record<DueState, ChartTone> = {
	on_time: 'done',
	late: 'partly',
	overdue: 'late',
	ahead: 'moving',
	undated_report: 'doubt',
	no_date: 'unknown',
	not_awaited: 'replaced'
};

export const outcomeLabels: Record<Outcome, Label> = {
	done: m.comparison_outcome_done,
	kept_up: m.comparison_outcome_kept_up,
	under_way: m.comparison_outcome_under_way,
	no_evidence: m.comparison_outcome_no_evidence,
	ended: m.comparison_outcome_ended
};
