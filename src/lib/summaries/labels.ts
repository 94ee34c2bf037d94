import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { RequiredPart } from './rules.ts';
import type { FigureQuestion, SummaryState } from './vocabulary.ts';

export const stateLabels: Record<SummaryState, () => string> = {
	draft: m.summaries_state_draft,
	in_review: m.summaries_state_in_review,
	published: m.summaries_state_published,
	superseded: m.summaries_state_superseded
};

export const stateTones: Record<SummaryState, Tone> = {
	draft: 'neutral',
	in_review: 'info',
	published: 'good',
	superseded: 'muted'
};

export const questionLabels: Record<FigureQuestion, () => string> = {
	principle_distribution: m.summaries_question_principle_distribution,
	principle_trend: m.summaries_question_principle_trend,
	country_status: m.summaries_question_country_status,
	pillar_status: m.summaries_question_pillar_status
};

export const partLabels: Record<RequiredPart, () => string> = {
	titleEn: m.summaries_missing_title_en,
	titleFr: m.summaries_missing_title_fr,
	bodyEn: m.summaries_missing_body_en,
	bodyFr: m.summaries_missing_body_fr,
	figure: m.summaries_missing_figure,
	captions: m.summaries_missing_captions,
	correctionNote: m.summaries_missing_correction_note
};
