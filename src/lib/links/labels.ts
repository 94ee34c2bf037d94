import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { Breach } from './rules.ts';
import type { LinkStanding } from './vocabulary.ts';

export const standingLabels: Record<LinkStanding, () => string> = {
	waiting: m.links_standing_waiting,
	works: m.links_standing_works,
	seen: m.links_standing_seen,
	doubtful: m.links_standing_doubtful,
	closed: m.links_standing_closed,
	broken: m.links_standing_broken
};

export const standingTones: Record<LinkStanding, Tone> = {
	waiting: 'neutral',
	works: 'good',
	seen: 'good',
	doubtful: 'warn',
	closed: 'warn',
	broken: 'bad'
};

/** Why a link is broken, to who can mend it. */
export const breachLabels: Record<Breach, () => string> = {
	gone: m.links_breach_gone,
	unreachable: m.links_breach_unreachable,
	media: m.links_breach_media,
	refused: m.links_breach_refused
};

/** The same to readers, with the day on which it was found. */
export const shownLabels: Record<Breach, (on: { date: string }) => string> = {
	gone: m.links_shown_gone,
	unreachable: m.links_shown_unreachable,
	media: m.links_shown_media,
	refused: m.links_shown_refused
};
