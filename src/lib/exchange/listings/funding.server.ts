import { compareFunding } from '#lib/comparison/queries/funding.server.ts';
import type { CountryFilters } from '#lib/comparison/schema.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Reading } from '../listing.ts';

/** Money by country or body, period, currency and stage, in minor units, exactly, as text. Public. */
export async function fundingRecords(db: Db, filters: CountryFilters): Promise<Reading> {
	const { rows, converted } = await compareFunding(db, filters);
	const money = ['currency', 'lines', 'amount_minor_units'];
	return {
		name: 'money-by-year',
		columns: [
			...['country', 'body', 'name_en', 'name_fr', 'year', 'year_from', 'period', 'stage'],
			...money,
			...(converted ? ['converted_to', 'converted_minor_units', 'rate_source'] : [])
		],
		records: rows.map((row) => ({
			country: row.by === 'country' ? row.key : null,
			body: row.by === 'owner' ? row.key : null,
			name: row.name,
			year: row.year,
			year_from: row.yearFrom,
			period: row.period,
			stage: row.stage,
			currency: row.currency,
			lines: row.lines,
			amount_minor_units: String(row.amountMinor),
			...(converted && {
				converted_to: converted.currency,
				converted_minor_units: row.convertedMinor === null ? null : String(row.convertedMinor),
				rate_source:
					row.convertedMinor === null || row.currency === converted.currency
						? null
						: (converted.years.find(({ year }) => String(year) === row.year)?.source ?? null)
			})
		}))
	};
}
