import { currentTime } from '#lib/clock.ts';

/** The day that it is, in UTC. */
export const today = (): string => currentTime().toISOString().slice(0, 10);

/** The moment at which a day ends, in UTC: what was published before it could be read on that day. */
export const endOf = (day: string): Date => new Date(`${day}T24:00:00Z`);

/** What was before that, where a day is named. */
export const untilEndOf = (day: string | undefined): { before?: Date } =>
	day === undefined ? {} : { before: endOf(day) };
