import { asc, eq } from 'drizzle-orm';
import { indicatorSeries, indicatorValues, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { gatherSeries, type Series } from './series.ts';

/**
 * The published figures about one company or one country, a series for each publisher and subject,
 * by metric and subject. Public.
 */
export async function seriesAbout(
	db: Db,
	about: { organisation: string } | { country: string }
): Promise<Series[]> {
	const condition =
		'country' in about
			? eq(indicatorSeries.countryCode, about.country)
			: eq(organisations.slug, about.organisation);
	const rows = await db
		.select({
			key: indicatorSeries.key,
			metric: indicatorSeries.metric,
			unit: indicatorSeries.unit,
			subject: indicatorSeries.subject,
			caveatEn: indicatorSeries.caveatEn,
			caveatFr: indicatorSeries.caveatFr,
			period: indicatorValues.period,
			value: indicatorValues.value,
			sources: indicatorValues.sources,
			certainty: indicatorValues.certainty
		})
		.from(indicatorSeries)
		.innerJoin(indicatorValues, eq(indicatorValues.seriesId, indicatorSeries.id))
		.leftJoin(organisations, eq(organisations.id, indicatorSeries.organisationId))
		.where(condition)
		.orderBy(
			asc(indicatorSeries.metric),
			asc(indicatorSeries.subject),
			asc(indicatorSeries.key),
			asc(indicatorValues.period)
		);
	return gatherSeries(rows);
}
