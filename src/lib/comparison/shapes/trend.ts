import { ratingIn } from './cells.ts';
import { cellsAt, distributionOf, type Distribution } from './distribution.ts';

export interface CycleAssessment {
	cycle: string;
	organisation: string;
	ratings: readonly number[];
}

export interface TrendPoint {
	cycle: string;
	distribution: Distribution;
}

export interface Trend {
	points: TrendPoint[];
	/** How many companies gave a public rating in every one of these cycles. */
	constant: number;
}

/**
 * One principle over the cycles, in the order given, leaving out cycles without a published
 * self-assessment. `place` is the principle's place in the framework, from 0.
 */
export function trendOf(
	cycles: readonly string[],
	assessments: readonly CycleAssessment[],
	place: number
): Trend {
	const byCycle = new Map<string, CycleAssessment[]>();
	for (const one of assessments) byCycle.set(one.cycle, [...(byCycle.get(one.cycle) ?? []), one]);
	const shown = cycles.filter((cycle) => byCycle.has(cycle));
	const points = shown.map((cycle) => ({
		cycle,
		distribution: distributionOf(cellsAt(byCycle.get(cycle) ?? [], place))
	}));
	const rated = shown.map(
		(cycle) =>
			new Set(
				(byCycle.get(cycle) ?? [])
					.filter(({ ratings }) => ratingIn(ratings[place]) !== null)
					.map(({ organisation }) => organisation)
			)
	);
	const [first = new Set<string>(), ...others] = rated;
	const constant = [...first].filter((organisation) =>
		others.every((cycle) => cycle.has(organisation))
	).length;
	return { points, constant };
}
