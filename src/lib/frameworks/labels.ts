import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { CyclePhase } from './rules.ts';
import type { Coverage } from './vocabulary.ts';

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

/** How the fields of a cycle are called, for the list of what is wrong. */
export const cycleFieldLabels = () => ({
	frameworkId: m.frameworks_cycle_framework(),
	key: m.frameworks_cycle_key(),
	nameEn: m.frameworks_cycle_name_en(),
	nameFr: m.frameworks_cycle_name_fr(),
	opensOn: m.frameworks_cycle_opens(),
	dueOn: m.frameworks_cycle_due(),
	closesOn: m.frameworks_cycle_closes()
});
