import { asc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { indicatorSeries, indicatorValues, organisations } from '#lib/server/db/schema/index.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { addresses, certainty, columnsOf, country, either } from '../records/fields.ts';

const record = z.object({
	series: z.string(),
	metric: z.string(),
	unit: z.string(),
	subject: z.string(),
	organisation: z.string().nullable(),
	country: country.nullable(),
	period: z.string().meta({ description: 'A year, half a year (2025-H1), a month or a day.' }),
	value: z.number(),
	certainty,
	sources: addresses,
	caveat: either
});

/** Published numbers over time, one record for each value. Public. */
export async function indicatorRecords(
	db: Db,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const key = sql<string>`${indicatorSeries.key} || '/' || ${indicatorValues.period}`;
	const rows = await db
		.select({
			key,
			series: indicatorSeries,
			value: indicatorValues,
			organisation: organisations.slug
		})
		.from(indicatorValues)
		.innerJoin(indicatorSeries, eq(indicatorSeries.id, indicatorValues.seriesId))
		.leftJoin(organisations, eq(organisations.id, indicatorSeries.organisationId))
		.where(after === null ? undefined : gt(key, after))
		.orderBy(asc(key))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, (row) => row.key);
	return {
		name: 'indicators',
		next,
		columns: columnsOf(record),
		records: records.map(({ series, value, organisation }) => ({
			series: series.key,
			metric: series.metric,
			unit: series.unit,
			subject: series.subject,
			organisation,
			country: series.countryCode,
			period: value.period,
			value: value.value,
			certainty: value.certainty,
			sources: value.sources,
			caveat: { en: series.caveatEn, fr: series.caveatFr }
		}))
	};
}

export const indicatorListing = listing({
	path: '/indicators',
	title: inBoth(m.comparison_data_indicators, {}),
	holds: inBoth(m.comparison_data_indicators_text, {}),
	parameters: z.object({}),
	record,
	paged: true,
	read: (db, _asked, part) => indicatorRecords(db, part)
});
