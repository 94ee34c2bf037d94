import type { EndorsementStatus } from '#lib/frameworks/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';

export const endorsementLabels: Record<EndorsementStatus, () => string> = {
	endorsed: m.organisations_endorsement_endorsed,
	endorsed_national: m.organisations_endorsement_endorsed_national
};
