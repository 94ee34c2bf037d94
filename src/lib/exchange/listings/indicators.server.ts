import { asc, eq, gt, sql } from 'drizzle-orm';
import { indicatorSeries, indicatorValues, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import type { Part, Reading } from '../public-reading.server.ts';

/** Published numbers over time, one record for each value. Public. */
export async function indicatorRecords(db: Db, { limit, after }: Part): Promise<Reading> {
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
		columns: [
			'series',
			'metric',
			'unit',
			'subject',
			'organisation',
			'country',
			'period',
			'value',
			'certainty',
			'sources',
			'caveat_en',
			'caveat_fr'
		],
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
