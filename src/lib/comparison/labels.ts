import type { Both } from '#lib/charts/shape.ts';
import type { ChartTone } from '#lib/charts/tones.ts';
import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { CellState, FlowState, MatrixCells, ReviewState, TrendGroup } from './vocabulary.ts';

/** Statuses in both languages, for what is frozen and read later in either. */
export const statusWords: Record<CommitmentStatus, Both> = {
	not_started: inBoth(m.commitments_status_not_started, {}),
	on_track: inBoth(m.commitments_status_on_track, {}),
	at_risk: inBoth(m.commitments_status_at_risk, {}),
	delayed: inBoth(m.commitments_status_delayed, {}),
	partly_completed: inBoth(m.commitments_status_partly_completed, {}),
	completed: inBoth(m.commitments_status_completed, {}),
	continuing: inBoth(m.commitments_status_continuing, {}),
	superseded: inBoth(m.commitments_status_superseded, {}),
	withdrawn: inBoth(m.commitments_status_withdrawn, {}),
	no_evidence: inBoth(m.commitments_status_no_evidence, {})
};

export const statusTones: Record<CommitmentStatus, ChartTone> = {
	completed: 'done',
	partly_completed: 'partly',
	continuing: 'ongoing',
	on_track: 'moving',
	at_risk: 'doubt',
	delayed: 'late',
	not_started: 'waiting',
	superseded: 'replaced',
	withdrawn: 'ended',
	no_evidence: 'unknown'
};

export const flowWords: Record<FlowState, Both> = {
	...statusWords,
	unreported: inBoth(m.comparison_flow_unreported, {})
};

export const flowTones: Record<FlowState, ChartTone> = { ...statusTones, unreported: 'none' };

export const cellWords: Record<CellState, Both> = {
	not_applicable: inBoth(m.comparison_state_not_applicable, {}),
	not_public: inBoth(m.comparison_state_not_public, {}),
	not_answered: inBoth(m.comparison_state_not_answered, {})
};

export const reviewWords: Record<ReviewState, Both> = {
	...cellWords,
	not_reviewed: inBoth(m.comparison_state_not_reviewed, {})
};

export const matrixCellsLabels: Record<MatrixCells, () => string> = {
	self: m.comparison_cells_self,
	reviewer: m.comparison_cells_reviewer,
	difference: m.comparison_cells_difference,
	findings: m.comparison_cells_findings
};

export const trendGroupLabels: Record<TrendGroup, () => string> = {
	all: m.comparison_among_all,
	cohort: m.comparison_among_cohort
};
