import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import { OUTCOMES, STATUSES_OF, type Outcome } from '../vocabulary.ts';

/** What became of what was promised. Every promise has one outcome; it may be past its date besides. */
export interface OutcomeCounts extends Record<Outcome, number> {
	promised: number;
	overdue: number;
}

export interface PartyStatus {
	commitmentId: string;
	status: CommitmentStatus;
}

/** The outcomes of these statuses, counted; how many there are in all. */
export function sumOutcomes(
	statuses: readonly CommitmentStatus[]
): Record<Outcome, number> & { parties: number } {
	const sum = { done: 0, kept_up: 0, under_way: 0, no_evidence: 0, ended: 0, parties: 0 };
	for (const status of statuses) {
		const outcome = OUTCOMES.find((one) => STATUSES_OF[one].includes(status));
		if (outcome) sum[outcome] += 1;
		sum.parties += 1;
	}
	return sum;
}

/** All of several, together. */
export function sumPromises(rows: readonly OutcomeCounts[]): OutcomeCounts {
	const sum = {
		promised: 0,
		done: 0,
		kept_up: 0,
		under_way: 0,
		no_evidence: 0,
		ended: 0,
		overdue: 0
	};
	for (const row of rows)
		for (const key of ['promised', ...OUTCOMES, 'overdue'] as const) sum[key] += row[key];
	return sum;
}

/** Where a meeting was held and when, as far as it is recorded. */
export const meetingWords = (meeting: {
	year: number;
	place: string | null;
	dates: string | null;
}): string =>
	[meeting.place, meeting.dates ?? String(meeting.year)].filter((part) => part !== null).join(', ');
