import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { CourseStage } from './stages.ts';
import type { Concern } from './publishable.ts';
import type {
	AnswerProgress,
	AssessmentState,
	Confidence,
	Continuity,
	NotApplicableKind,
	Visibility
} from './vocabulary.ts';

export const stateLabels: Record<AssessmentState, () => string> = {
	draft: m.assessments_state_draft,
	submitted: m.assessments_state_submitted,
	in_review: m.assessments_state_in_review,
	returned: m.assessments_state_returned,
	accepted: m.assessments_state_accepted,
	published: m.assessments_state_published
};

/** What a state means for the company, and who has to do something next. */
export const stateHints: Record<AssessmentState, () => string> = {
	draft: m.assessments_state_draft_hint,
	submitted: m.assessments_state_submitted_hint,
	in_review: m.assessments_state_in_review_hint,
	returned: m.assessments_state_returned_hint,
	accepted: m.assessments_state_accepted_hint,
	published: m.assessments_state_published_hint
};

export const stateTones: Record<AssessmentState, Tone> = {
	draft: 'neutral',
	submitted: 'info',
	in_review: 'info',
	returned: 'warn',
	accepted: 'good',
	published: 'good'
};

export const stageLabels: Record<CourseStage, () => string> = {
	...stateLabels,
	not_opened: m.assessments_stage_not_opened,
	started: m.assessments_stage_started,
	in_progress: m.assessments_stage_in_progress,
	stuck: m.assessments_stage_stuck
};

export const stageTones: Record<CourseStage, Tone> = {
	...stateTones,
	not_opened: 'neutral',
	started: 'neutral',
	in_progress: 'info',
	stuck: 'warn'
};

export const progressLabels: Record<AnswerProgress, () => string> = {
	not_started: m.assessments_progress_not_started,
	in_progress: m.assessments_progress_in_progress,
	carried: m.assessments_progress_carried,
	completed: m.assessments_progress_completed
};

export const progressTones: Record<AnswerProgress, Tone> = {
	not_started: 'neutral',
	in_progress: 'info',
	carried: 'warn',
	completed: 'good'
};

export const visibilityLabels: Record<Visibility, () => string> = {
	public: m.assessments_visibility_public,
	partners: m.assessments_visibility_partners,
	secretariat: m.assessments_visibility_secretariat
};

/** Who reads an answer of this visibility once it is published, in plain words. */
export const visibilityHints: Record<Visibility, () => string> = {
	public: m.assessments_visibility_public_hint,
	partners: m.assessments_visibility_partners_hint,
	secretariat: m.assessments_visibility_secretariat_hint
};

/** Why a requirement does not apply. */
export const notApplicableKindLabels: Record<NotApplicableKind, () => string> = {
	no_such_service: m.assessments_na_kind_no_such_service,
	done_by_another: m.assessments_na_kind_done_by_another,
	not_in_operation: m.assessments_na_kind_not_in_operation,
	barred_by_law: m.assessments_na_kind_barred_by_law,
	other: m.assessments_na_kind_other
};

/** How sure an organisation is of its own answer. */
export const confidenceLabels: Record<Confidence, () => string> = {
	low: m.assessments_confidence_low,
	medium: m.assessments_confidence_medium,
	high: m.assessments_confidence_high
};

/** Why words are to be read again before others read them. */
export const concernLabels: Record<Concern, () => string> = {
	threshold: m.assessments_concern_threshold,
	tool: m.assessments_concern_tool,
	method: m.assessments_concern_method,
	person: m.assessments_concern_person,
	file: m.assessments_concern_file
};

/** What an answer is beside the last published one, with the cycle since which it has said so. */
export function continuityText(
	{ continuity, since }: { continuity: Continuity; since: Bilingual | null },
	locale: Locale
): string {
	const cycle = since ? pickText(since, locale) : '';
	switch (continuity) {
		case 'new':
			return m.assessments_continuity_new();
		case 'changed':
			return m.assessments_continuity_changed();
		case 'confirmed':
			return m.assessments_continuity_confirmed({ cycle });
		case 'carried':
			return m.assessments_continuity_carried({ cycle });
	}
}
