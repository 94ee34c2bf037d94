import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { CyclePhase } from './rules.ts';
import type { Coverage } from './vocabulary.ts';
import type { Zone } from './zones.ts';

export const phaseLabels: Record<CyclePhase, () => string> = {
	ahead: m.frameworks_cycle_phase_ahead,
	open: m.frameworks_cycle_phase_open,
	late: m.frameworks_cycle_phase_late,
	closed: m.frameworks_cycle_phase_closed
};

export const phaseTones: Record<CyclePhase, Tone> = {
	ahead: 'neutral',
	open: 'good',
	late: 'warn',
	closed: 'neutral'
};

export const coverageLabels: Record<Coverage, () => string> = {
	full: m.frameworks_coverage_full,
	part: m.frameworks_coverage_part
};

export const coverageTones: Record<Coverage, Tone> = { full: 'good', part: 'neutral' };

/** Whose clock a zone is. */
export const zoneLabels: Record<Zone, () => string> = {
	UTC: m.frameworks_zone_utc,
	'America/Toronto': m.frameworks_zone_ottawa,
	'America/New_York': m.frameworks_zone_washington,
	'Europe/London': m.frameworks_zone_london,
	'Australia/Sydney': m.frameworks_zone_canberra,
	'Pacific/Auckland': m.frameworks_zone_wellington
};

/** How the fields of a cycle are called, for the list of what is wrong. */
export const cycleFieldLabels = () => ({
	frameworkId: m.frameworks_cycle_framework(),
	key: m.frameworks_cycle_key(),
	nameEn: m.frameworks_cycle_name_en(),
	nameFr: m.frameworks_cycle_name_fr(),
	opensOn: m.frameworks_cycle_opens(),
	dueOn: m.frameworks_cycle_due(),
	closesOn: m.frameworks_cycle_closes(),
	invitationOnly: m.frameworks_cycle_invitation_only(),
	extensionDays: m.frameworks_cycle_extension_days(),
	replyDays: m.frameworks_cycle_reply_days()
});
