import type { Db } from '#lib/server/db/types.ts';
import { today } from '../as-of.ts';
import { scopeOfCountries, type CountryFilters } from '../schema.ts';
import { boundBy, mapRows, type MapCount } from '../shapes/map.ts';
import { countStatuses } from '../shapes/statuses.ts';
import { datedIn } from '../shapes/timing.ts';
import { compareTreaties, countryChoices } from './countries.server.ts';
import { countByStatus } from './statuses.server.ts';
import { countTiming } from './timing.server.ts';

type Counted = Map<string | null, MapCount>;

/** What the map shows of commitments, for each country that has some. */
async function countedOf(db: Db, filters: CountryFilters, asOf: string): Promise<Counted> {
	const { measure, on } = filters;
	const scope = scopeOfCountries(filters);
	if (measure === 'overdue') {
		const counts = await countTiming(db, ['country'], {
			...scope,
			against: 'revised',
			today: asOf,
			on
		});
		return new Map(
			counts
				.of('country')
				.map(({ group, ...own }) => [group, { count: own.overdue, of: datedIn(own) }])
		);
	}
	const statuses = countStatuses(await countByStatus(db, 'country', scope, on));
	return new Map(
		[...statuses].map(([group, { completed, total }]) => [
			group,
			measure === 'completed' ? { count: completed, of: total } : { count: total, of: null }
		])
	);
}

/**
 * One figure for each country, as a map shows it, today or on a past day. Every country is there, also one of
 * which nothing is on record, unless some were chosen: one, or those in a forum whose treaties are looked at.
 * Public. Throws `Refusal('not_found')` where a filter names what does not exist.
 */
export async function compareOnMap(db: Db, filters: CountryFilters, asOf = filters.on ?? today()) {
	const { measure } = filters;
	if (measure === 'treaties') {
		const { choices, rows } = await compareTreaties(db, filters);
		const chosen = rows.length < choices.countries.length;
		const shown = mapRows(measure, rows, boundBy(rows));
		return { view: 'map' as const, choices, chosen, total: null, ...shown };
	}
	const choices = await countryChoices(db, filters);
	const { country } = filters;
	const names = choices.countries.filter(({ key }) => country === undefined || key === country);
	const shown = mapRows(measure, names, await countedOf(db, filters, asOf));
	const whole = measure === 'commitments' ? 'count' : 'of';
	return {
		view: 'map' as const,
		choices,
		chosen: country !== undefined,
		/** Commitments that the figures are of. */
		total: shown.rows.reduce<number>((sum, row) => sum + (row[whole] ?? 0), 0),
		...shown
	};
}
export type MapComparison = Awaited<ReturnType<typeof compareOnMap>>;
