const DAY = 24 * 60 * 60 * 1000;
const moment = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The last day that a date known to the day, the month or the year may mean. */
export function lastDayMeant(date: string): string {
	const [year = '', month, day] = date.split('-');
	if (day) return date;
	if (!month) return `${year}-12-31`;
	return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** How many days lie between two days; negative when the second comes first. */
export function daysBetween(from: string, to: string): number {
	return Math.round((moment(to) - moment(from)) / DAY);
}

/** The week that a day lies in, as ISO 8601 counts it: `2026-W48`. */
export function weekOf(day: string): string {
	const date = new Date(moment(day));
	// The Thursday of a week says to which year the week belongs.
	date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
	const year = date.getUTCFullYear();
	const week = Math.ceil(((date.valueOf() - Date.UTC(year, 0, 1)) / DAY + 1) / 7);
	return `${year}-W${String(week).padStart(2, '0')}`;
}
