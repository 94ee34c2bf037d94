const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long is waited after each attempt that came to nothing; after the last of these one more is made, then none. */
const WAITS = [
	5 * SECOND,
	5 * MINUTE,
	30 * MINUTE,
	2 * HOUR,
	5 * HOUR,
	10 * HOUR,
	14 * HOUR,
	20 * HOUR
];
export const ATTEMPTS = WAITS.length + 1;
/** After how long without anything that arrived an endpoint is left alone. */
export const PATIENCE = 5 * DAY;
/** How long an earlier secret still signs beside the one that took its place. */
export const OVERLAP = DAY;
/** How many days the list of deliveries goes back. */
export const KEPT_DAYS = 90;

/**
 * How long to wait before the next attempt, in milliseconds, up to a fifth more or less, so that not all come back at
 * once; null where there is to be none. `chance` lies between 0 and 1.
 */
export function waitAfter(attempts: number, chance: number): number | null {
	const wait = WAITS[attempts - 1];
	return wait === undefined ? null : Math.round(wait * (0.8 + 0.4 * chance));
}

/** Whether an answer says that the message arrived. */
export const arrived = (status: number): boolean => status >= 200 && status < 300;

/** Whether an endpoint is to be left alone: it said that it is gone for good, or nothing has arrived for long. */
export const isGivenUp = (
	{ status, failingSince }: { status: number | null; failingSince: Date | null },
	now: Date
): boolean =>
	status === 410 || (failingSince !== null && now.getTime() - failingSince.getTime() >= PATIENCE);

export type EndpointState = 'active' | 'failing' | 'paused' | 'given_up' | 'ended';

/** How an endpoint stands: it has ended with the membership by which somebody answered for it, too. */
export function endpointState({
	endedAt,
	membershipEndedAt,
	pausedBecause,
	failingSince
}: {
	endedAt: Date | null;
	membershipEndedAt: Date | null;
	pausedBecause: 'person' | 'failing' | null;
	failingSince: Date | null;
}): EndpointState {
	if (endedAt ?? membershipEndedAt) return 'ended';
	if (pausedBecause) return pausedBecause === 'person' ? 'paused' : 'given_up';
	return failingSince ? 'failing' : 'active';
}
