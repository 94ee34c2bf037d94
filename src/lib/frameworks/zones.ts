/** The zones in which a time can be given, by their names in the time zone database: of the capitals, and UTC. */
export const ZONES = [
	'UTC',
	'America/Toronto',
	'America/New_York',
	'Europe/London',
	'Australia/Sydney',
	'Pacific/Auckland'
] as const;
export type Zone = (typeof ZONES)[number];

/** What a clock shows in a zone, as `2027-03-31T09:30`. */
export function clockIn(moment: Date, zone: Zone): string {
	const parts = Object.fromEntries(
		new Intl.DateTimeFormat('en-CA', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit'
		})
			.formatToParts(moment)
			.map(({ type, value }) => [type, value])
	);
	return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The moment at which a clock in a zone shows this; null where none does, in the hour that is left out when
 * clocks go forward. Of the two when they go back, the first.
 */
export function momentOf(clock: string, zone: Zone): Date | null {
	const asUtc = Date.parse(`${clock}:00Z`);
	if (Number.isNaN(asUtc)) return null;
	const HOUR = 60 * 60 * 1000;
	// No zone is further than 14 hours from UTC; offsets are whole quarters of an hour.
	for (let offset = 14 * HOUR; offset >= -14 * HOUR; offset -= HOUR / 4) {
		const moment = new Date(asUtc - offset);
		if (clockIn(moment, zone) === clock) return moment;
	}
	return null;
}
