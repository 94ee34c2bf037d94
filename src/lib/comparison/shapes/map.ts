import type { Both } from '#lib/charts/shape.ts';
import { COMPARED_TREATIES, type ComparedTreaty, type MapMeasure } from '../vocabulary.ts';
import { countSteps, eachStep, SHARE_STEPS, stepOf, type Step } from './steps.ts';
import { binds, type TreatyStanding } from './treaties.ts';

/** Measures that are a share of something; the others are counts. */
const SHARES: readonly MapMeasure[] = ['completed', 'overdue'];
export const isShare = (measure: MapMeasure): boolean => SHARES.includes(measure);

/** What is counted of a country, and of how many; of nothing in particular where that is null. */
export interface MapCount {
	count: number;
	of: number | null;
}

export interface MapRow {
	key: string;
	name: Both;
	/** Both null where nothing is on record: that is no 0. */
	count: number | null;
	of: number | null;
	/** The place of its step; null where there is no figure to draw. */
	step: number | null;
}

/** The figure that the map draws: a share of something, or a count; null where there is nothing to share. */
export function drawnFigure(
	measure: MapMeasure,
	{ count, of }: Pick<MapRow, 'count' | 'of'>
): number | null {
	if (count === null || !isShare(measure)) return count;
	return of ? count / of : null;
}

function stepsFor(measure: MapMeasure, figures: readonly number[]): readonly Step[] {
	if (isShare(measure)) return SHARE_STEPS;
	return measure === 'treaties'
		? eachStep(0, COMPARED_TREATIES.length)
		: countSteps(Math.max(0, ...figures));
}

/** Countries with what is counted of each, and the steps that these figures fall into. */
export function mapRows(
	measure: MapMeasure,
	names: readonly { key: string; name: Both }[],
	counted: ReadonlyMap<string | null, MapCount>
): { rows: MapRow[]; steps: readonly Step[] } {
	const counts = names.map(({ key, name }) => ({
		key,
		name,
		...(counted.get(key) ?? { count: null, of: null })
	}));
	const steps = stepsFor(
		measure,
		counts.flatMap((row) => drawnFigure(measure, row) ?? [])
	);
	const rows = counts.map((row) => {
		const figure = drawnFigure(measure, row);
		return { ...row, step: figure === null ? null : stepOf(steps, figure) };
	});
	return { rows, steps };
}

/** How many of the treaties compared bind each country of which any act is on record. */
export const boundBy = (
	rows: readonly ({ key: string } & Record<ComparedTreaty, TreatyStanding>)[]
): Map<string, MapCount> =>
	new Map(
		rows
			.filter((row) => COMPARED_TREATIES.some((treaty) => row[treaty] !== null))
			.map((row) => [
				row.key,
				{
					count: COMPARED_TREATIES.filter((treaty) => binds(row[treaty])).length,
					of: COMPARED_TREATIES.length
				}
			])
	);
