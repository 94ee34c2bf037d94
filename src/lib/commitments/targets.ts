/** A figure reported of a target in an accepted update. */
export interface ReportedFigure {
	/** A year, a month or a day. */
	period: string;
	value: number;
}

/** The figure of each period, in their order: of several that one reported, the one accepted last. */
export function figuresByPeriod(inOrderAccepted: readonly ReportedFigure[]): ReportedFigure[] {
	const last = new Map(inOrderAccepted.map((one) => [one.period, one]));
	return [...last.values()].sort((one, other) => (one.period < other.period ? -1 : 1));
}

/**
 * How much of the way from where things stood to where they are to get has been gone by the newest figure:
 * 1 is all of it, less than 0 the wrong way. Null where nothing was reported or there is no way to go.
 */
export function wayGone({
	baseline,
	target,
	figures
}: {
	baseline: number | null;
	target: number;
	figures: readonly ReportedFigure[];
}): number | null {
	const newest = figures.at(-1);
	if (!newest || baseline === null || baseline === target) return null;
	return (newest.value - baseline) / (target - baseline);
}
