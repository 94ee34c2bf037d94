import type { CommitmentStatus } from './vocabulary.ts';
import { lastDay } from './rules.ts';

/** What one needs to know of a published commitment, or of a part in one, to say whether it is fresh. */
export interface Reported {
	status: CommitmentStatus;
	/** When the status was last reported or confirmed, to a year, a month or a day. */
	statusAsOf: string | null;
	publishedAt: Date | null;
	/** How often its forum expects a word; none where it was made in no forum. */
	expectsWithinMonths: number | null;
}

/** Nothing more is to be reported on these. */
export const CLOSED: readonly CommitmentStatus[] = ['completed', 'superseded', 'withdrawn'];

/** When what a record says was last confirmed: with its newest report, else when it was published. */
export function lastConfirmed({
	statusAsOf,
	publishedAt
}: Pick<Reported, 'statusAsOf' | 'publishedAt'>): string | null {
	return statusAsOf ?? publishedAt?.toISOString().slice(0, 10) ?? null;
}

/** The same day so many months later, or the last one of a month that has no such day. */
function monthsAfter(day: string, months: number): string {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	const end = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(date, end)))
		.toISOString()
		.slice(0, 10);
}

/** The day by which its forum expects the next report; none where nothing more is expected. */
export function nextReportBy(record: Reported): string | null {
	const last = lastConfirmed(record);
	if (last === null || record.expectsWithinMonths === null || CLOSED.includes(record.status))
		return null;
	return monthsAfter(lastDay(last), record.expectsWithinMonths);
}

/** Whether a record has gone untouched for longer than its forum expects. `today` is a day. */
export function isStale(record: Reported, today: string): boolean {
	const by = nextReportBy(record);
	return by !== null && by < today;
}
