import type { Bilingual } from '#lib/i18n/bilingual.ts';
import { lastDay } from './rules.ts';
import type { CommitmentStatus } from './vocabulary.ts';

/** An accepted update, as far as it says where things stood. */
export interface StatusReport {
	reporterId: string;
	reporterName: Bilingual;
	status: CommitmentStatus;
	asOf: string | null;
	correctedBy: unknown;
}

/** For how long one status was the last reported: places are hundredths of the whole line of time. */
export interface StatusSpan {
	status: CommitmentStatus;
	asOf: string;
	start: number;
	width: number;
}

export interface StatusLine {
	reporterId: string;
	name: Bilingual;
	spans: StatusSpan[];
}

export interface StatusLines {
	lines: StatusLine[];
	/** Where each year begins. */
	years: { year: number; at: number }[];
	/** The first date, as precise as it is known. */
	since: string;
}

/** A place in time, in years: near enough to draw by. */
function placeOf(day: string): number {
	const [year = 0, month = 12, date = 31] = day.split('-').map(Number);
	return year + (month - 1) / 12 + (date - 1) / 372;
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/**
 * What was reported over time, a line for each that reports, from the first report to `today` (a day):
 * each status lasts until the next report. Corrected reports and those without a date are left out; none
 * where fewer than two reports count, for then there is nothing to follow.
 */
export function statusLines(reports: readonly StatusReport[], today: string): StatusLines | null {
	const counting = reports.flatMap(({ asOf, ...report }) =>
		asOf && !report.correctedBy ? [{ ...report, asOf, day: lastDay(asOf) }] : []
	);
	counting.sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
	const [first] = counting;
	if (!first || counting.length < 2) return null;
	const from = placeOf(first.day);
	const to = Math.max(placeOf(today), placeOf(counting.at(-1)?.day ?? today));
	if (to <= from) return null;
	const at = (day: string) => rounded(((placeOf(day) - from) / (to - from)) * 100);
	const names = new Map(counting.map(({ reporterId, reporterName }) => [reporterId, reporterName]));
	const lines = [...names].map(([reporterId, name]) => {
		const own = counting.filter((report) => report.reporterId === reporterId);
		const spans = own.map(({ status, asOf, day }, index) => {
			const next = own[index + 1];
			const start = at(day);
			return { status, asOf, start, width: rounded((next ? at(next.day) : 100) - start) };
		});
		return { reporterId, name, spans: spans.filter(({ width }) => width > 0) };
	});
	const years = [];
	for (let year = Math.ceil(from); year < to; year++) years.push({ year, at: at(`${year}-01-01`) });
	return { lines, years, since: first.asOf };
}
