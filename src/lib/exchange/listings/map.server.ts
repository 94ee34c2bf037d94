import { compareOnMap } from '#lib/comparison/queries/map.server.ts';
import type { CountryFilters } from '#lib/comparison/schema.ts';
import { drawnFigure } from '#lib/comparison/shapes/map.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Reading } from '../listing.ts';

/**
 * One figure for each country as the map shows it: what is counted, of how many, and the bounds of its step.
 * All are empty where nothing is on record. Public.
 */
export async function mapRecords(db: Db, filters: CountryFilters): Promise<Reading> {
	const { measure } = filters;
	const { rows, steps } = await compareOnMap(db, filters);
	return {
		name: `map-${measure}`,
		columns: [
			'country',
			'name_en',
			'name_fr',
			'measure',
			'count',
			'of',
			'figure',
			'step',
			'step_from',
			'step_to'
		],
		records: rows.map(({ key, name, step, ...row }) => {
			const bounds = step === null ? undefined : steps[step];
			return {
				country: key,
				name,
				measure,
				...row,
				figure: drawnFigure(measure, row),
				step: step === null ? null : step + 1,
				step_from: bounds?.from ?? null,
				step_to: bounds?.to ?? null
			};
		})
	};
}
