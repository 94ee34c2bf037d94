import type { FindingState } from './vocabulary.ts';

/** How many days a company has to reply, unless the secretariat gives it more or fewer. */
export const REPLY_DAYS = 14;
/** No company is given fewer. */
export const LEAST_REPLY_DAYS = 7;
export const MOST_REPLY_DAYS = 90;

/** The secretariat's list shows so many published ones at most. */
export const FINDINGS_SHOWN = 100;

interface Asked {
	state: FindingState;
	/** The last day of the right of reply; null where the company was not asked. */
	replyUntil: string | null;
}

/** Whether a finding may be published on this day: the company has replied, or its days are over. */
export const mayPublish = ({ state, replyUntil }: Asked, replied: boolean, today: string) =>
	state === 'awaiting_reply' && (replied || (replyUntil !== null && replyUntil < today));

/** Whether a published finding says that no reply came: the company was asked, and none came by the day. */
export const wasSilent = ({ state, replyUntil }: Asked, repliedOn: string | null): boolean =>
	state === 'published' && replyUntil !== null && (repliedOn === null || repliedOn > replyUntil);

/** The last day of a right of reply of so many days from this one. */
export function lastDayOfReply(today: string, days: number): string {
	const last = new Date(`${today}T00:00:00Z`);
	last.setUTCDate(last.getUTCDate() + days);
	return last.toISOString().slice(0, 10);
}
