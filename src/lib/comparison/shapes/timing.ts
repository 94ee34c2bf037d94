import type { Both } from '#lib/charts/shape.ts';
import type { DueState } from '../vocabulary.ts';

/** How many commitments stand how against their dates. */
export interface TimingCounts extends Record<DueState, number> {
	total: number;
	/** Of those that are waited for or done: how many dates in force lie after the date first promised. */
	later: number;
	/** How many lie before it. */
	earlier: number;
	/** By how many days they were moved, in the middle; null where none was. */
	medianDays: number | null;
}

export interface TimingCount extends TimingCounts {
	group: string | null;
}

export interface TimingGroup {
	key: string;
	name: Both;
	/** Null where nothing is on record: that is no 0. */
	counts: TimingCounts | null;
}

/** Commitments that can be on time or late: those with a date and a word on it. */
export const datedIn = ({ on_time, late, overdue, ahead }: TimingCounts): number =>
	on_time + late + overdue + ahead;

/**
 * Counts beside the names of what they count, in the order of the names. What has none is left out, or
 * stays as what nothing is on record of.
 */
export function nameTimings(
	names: readonly { key: string; name: Both }[],
	counted: readonly TimingCount[],
	{ ungrouped, keepUnrecorded = false }: { ungrouped?: Both; keepUnrecorded?: boolean } = {}
): TimingGroup[] {
	const byKey = new Map(counted.map(({ group, ...counts }) => [group, counts]));
	const groups: TimingGroup[] = names.map(({ key, name }) => ({
		key,
		name,
		counts: byKey.get(key) ?? null
	}));
	const rest = byKey.get(null);
	if (ungrouped && rest) groups.push({ key: '', name: ungrouped, counts: rest });
	return keepUnrecorded ? groups : groups.filter(({ counts }) => counts !== null);
}
