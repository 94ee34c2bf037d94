/**
 * For how many days what concerns people is kept once it has served its purpose: after a session, a link or an invitation
 * has ended, a mail has gone out, a form was sent, a notice was handled. The privacy page reads it too.
 */
export const PERIODS = {
	sessions: 1,
	links: 1,
	presence: 1,
	forms: 30,
	mails: 30,
	invitations: 90,
	notices: 90,
	imports: 90,
	tokens: 365
} as const;
export type Kept = keyof typeof PERIODS;
export const KEPT = Object.keys(PERIODS) as Kept[];

const DAY = 24 * 60 * 60 * 1000;

/** What ended before this moment is no longer kept. */
export const keptSince = (kept: Kept, now: Date): Date =>
	new Date(now.getTime() - PERIODS[kept] * DAY);
