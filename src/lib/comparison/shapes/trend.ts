import { ratingIn } from './cells.ts';
import { cellsAt, distributionOf, type Distribution } from './distribution.ts';

export interface CycleAssessment {
	cycle: string;
	organisation: string;
	ratings: readonly number[];
}

/** The cycles of one version of a framework. */
export interface TrendSpan {
	version: string;
	/** Keys of its cycles, in order. */
	cycles: readonly string[];
	/** The principle's place in its ratings, from 0; null where it has none to be compared with. */
	place: number | null;
	assessments: readonly CycleAssessment[];
}

export interface TrendPoint {
	version: string;
	cycle: string;
	/** Null where the version asked something that cannot be compared: the trend has a gap there. */
	distribution: Distribution | null;
}

/** A point that can be compared with the others. */
export type ComparablePoint = TrendPoint & { distribution: Distribution };
export const isComparable = (point: TrendPoint): point is ComparablePoint =>
	point.distribution !== null;

export interface Trend {
	points: TrendPoint[];
	/** How many companies gave a public rating in every one of the cycles that can be compared. */
	constant: number;
}

/**
 * One principle over the cycles of all versions, in the order given, leaving out cycles without a
 * published self-assessment.
 */
export function trendOf(spans: readonly TrendSpan[]): Trend {
	const points: TrendPoint[] = [];
	const rated: Set<string>[] = [];
	for (const { version, cycles, place, assessments } of spans)
		for (const cycle of cycles) {
			const given = assessments.filter((one) => one.cycle === cycle);
			if (!given.length) continue;
			const distribution = place === null ? null : distributionOf(cellsAt(given, place));
			points.push({ version, cycle, distribution });
			if (place !== null)
				rated.push(
					new Set(
						given
							.filter(({ ratings }) => ratingIn(ratings[place]) !== null)
							.map(({ organisation }) => organisation)
					)
				);
		}
	const [first = new Set<string>(), ...others] = rated;
	const constant = [...first].filter((organisation) =>
		others.every((cycle) => cycle.has(organisation))
	).length;
	return { points, constant };
}
