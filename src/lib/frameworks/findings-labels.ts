import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { FindingDirection, FindingVoice } from './vocabulary.ts';

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
