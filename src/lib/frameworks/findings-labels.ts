import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { FindingDirection, FindingState, FindingVoice } from './vocabulary.ts';

export const voiceLabels: Record<FindingVoice, () => string> = {
	company_statement: m.organisations_voice_company_statement,
	regulator_finding: m.organisations_voice_regulator_finding,
	independent_review: m.organisations_voice_independent_review,
	civil_society: m.organisations_voice_civil_society
};

export const directionLabels: Record<FindingDirection, () => string> = {
	practice: m.organisations_direction_practice,
	gap: m.organisations_direction_gap
};

export const directionTones: Record<FindingDirection, Tone> = { practice: 'neutral', gap: 'warn' };

export const findingStateLabels: Record<FindingState, () => string> = {
	awaiting_reply: m.frameworks_finding_state_awaiting_reply,
	published: m.frameworks_finding_state_published,
	dropped: m.frameworks_finding_state_dropped
};

export const findingStateTones: Record<FindingState, Tone> = {
	awaiting_reply: 'warn',
	published: 'neutral',
	dropped: 'muted'
};

/** How the fields of a finding are called, for its form and for the list of what is wrong. */
export const findingFieldLabels = () => ({
	organisationId: m.frameworks_finding_company(),
	requirementId: m.frameworks_finding_principle(),
	voice: m.frameworks_finding_voice(),
	direction: m.frameworks_finding_direction(),
	textEn: m.frameworks_finding_text_en(),
	textFr: m.frameworks_finding_text_fr(),
	foundOn: m.frameworks_finding_found_on(),
	sourceUrl: m.frameworks_finding_source(),
	sourceNote: m.frameworks_finding_note(),
	certainty: m.frameworks_finding_certainty(),
	replyDays: m.frameworks_finding_reply_days()
});
