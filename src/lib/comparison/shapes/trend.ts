import { ratingIn } from './cells.ts';
import { distributionOf, type Distribution } from './distribution.ts';

export interface CycleAssessment {
	cycle: string;
	organisation: string;
	ratings: readonly (number | undefined)[];
}

/** The cycles of one version of a framework. */
export interface TrendSpan {
	version: string;
	/** Keys of its cycles, in order. */
	cycles: readonly string[];
	/**
	 * Where the principles that are followed stand in its ratings, from 0: one, or all of a theme. Null where it
	 * has not each of them in a form that can be compared.
	 */
	places: readonly number[] | null;
	assessments: readonly CycleAssessment[];
}

/** How the ratings of those rated in a cycle and in the one before moved between them, answer by answer. */
export interface TrendChange {
	both: number;
	higher: number;
	unchanged: number;
	lower: number;
}

export interface TrendPoint {
	version: string;
	cycle: string;
	/** Null where the version asked something that cannot be compared: the trend has a gap there. */
	distribution: Distribution | null;
	/** Companies with a public rating in it, and those with a published self-assessment. */
	companies: number;
	assessed: number;
	/** The same of those companies alone that have a public rating in every cycle that can be compared. */
	cohort: Distribution | null;
	/** Since the cycle before; null for the first, and where either of the two cannot be compared. */
	change: TrendChange | null;
}

/** A point that can be compared with the others. */
export type ComparablePoint = TrendPoint & { distribution: Distribution; cohort: Distribution };
export const isComparable = (point: TrendPoint): point is ComparablePoint =>
	point.distribution !== null;

export interface Trend {
	points: TrendPoint[];
	/** How many companies gave a public rating in every one of the cycles that can be compared. */
	constant: number;
}

/** The cells that are followed, for each company of a cycle. */
type Cells = ReadonlyMap<string, readonly (number | undefined)[]>;

const isRated = (cells: readonly (number | undefined)[]) =>
	cells.some((cell) => ratingIn(cell) !== null);

/**
 * One principle, or the principles of a theme together, over the cycles of all versions, in the order given,
 * leaving out cycles without a published self-assessment.
 */
export function trendOf(spans: readonly TrendSpan[]): Trend {
	const stages = spans.flatMap((span) =>
		[...byCycle(span)].map(([cycle, { assessed, cells }]) => ({
			version: span.version,
			cycle,
			assessed,
			cells: span.places && cells
		}))
	);
	const shown = stages.filter(({ assessed }) => assessed > 0);
	const comparable = shown.flatMap(({ cells }) => cells ?? []);
	const constant = new Set(
		[...(comparable[0]?.keys() ?? [])].filter((organisation) =>
			comparable.every((cells) => isRated(cells.get(organisation) ?? []))
		)
	);
	const points = shown.map(({ version, cycle, assessed, cells }, at): TrendPoint => {
		const before = shown[at - 1]?.cells;
		return {
			version,
			cycle,
			assessed,
			distribution: cells && distributionOf(cellsOf(cells)),
			companies: cells ? [...cells.values()].filter(isRated).length : 0,
			cohort: cells && distributionOf(cellsOf(cells, constant)),
			change: cells && before ? changeBetween(before, cells) : null
		};
	});
	return { points, constant: constant.size };
}

/** What was said in each cycle of a version, in their order. Gone through once: there are as many self-assessments as companies times cycles. */
function byCycle({ cycles, places, assessments }: TrendSpan) {
	const found = new Map(
		cycles.map((cycle) => [
			cycle,
			{ assessed: 0, cells: new Map<string, (number | undefined)[]>() }
		])
	);
	for (const { cycle, organisation, ratings } of assessments) {
		const said = found.get(cycle);
		if (!said) continue;
		said.assessed += 1;
		if (places)
			said.cells.set(
				organisation,
				places.map((place) => ratings[place])
			);
	}
	return found;
}

/** All cells of a cycle, or those of some companies. */
function cellsOf(cells: Cells, among?: ReadonlySet<string>): (number | undefined)[] {
	const found: (number | undefined)[] = [];
	for (const [organisation, own] of cells)
		if (!among || among.has(organisation)) found.push(...own);
	return found;
}

function changeBetween(before: Cells, after: Cells): TrendChange {
	const change: TrendChange = { both: 0, higher: 0, unchanged: 0, lower: 0 };
	for (const [organisation, cells] of after)
		for (const [at, cell] of cells.entries()) {
			const [from, to] = [ratingIn(before.get(organisation)?.[at]), ratingIn(cell)];
			if (from === null || to === null) continue;
			change.both += 1;
			change[to > from ? 'higher' : to < from ? 'lower' : 'unchanged'] += 1;
		}
	return change;
}
