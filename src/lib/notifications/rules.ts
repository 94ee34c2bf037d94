import { daysBetween, lastDayMeant } from './days.ts';
import type { ReminderKind } from './vocabulary.ts';

/** From how many days before its date something counts as due soon. */
export const SOON = 30;
/** After how many days what was returned and is not answered is brought up again. */
const PATIENCE = 7;
/** How many days later a reminder of the same thing is repeated. */
const AGAIN = 30;

/** Whether a date, to its precision, has gone by or comes soon. `today` is a day. */
export function nearness(dueOn: string | null, today: string): 'overdue' | 'soon' | null {
	if (!dueOn) return null;
	const left = daysBetween(today, lastDayMeant(dueOn));
	return left < 0 ? 'overdue' : left <= SOON ? 'soon' : null;
}

/**
 * What names the occasion on which somebody is reminded of something for itself, so that it happens
 * once; null where it is too early. What lasts is brought up again every thirty days. `since` is the date
 * that is due, or the day from which it has been waiting.
 */
export function occasion(
	{ kind, since }: { kind: ReminderKind; since: string },
	today: string
): string | null {
	if (kind.endsWith('_soon')) return `soon:${since}`;
	const waited = daysBetween(lastDayMeant(since), today) - (kind === 'returned' ? PATIENCE : 0);
	return waited < 0 ? null : `${kind}:${since}:${Math.floor(waited / AGAIN)}`;
}
