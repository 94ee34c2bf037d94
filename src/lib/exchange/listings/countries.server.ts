import { asc, gt, sql } from 'drizzle-orm';
import { countries, forumMemberships, treatyActions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import type { Part, Reading } from '../public-reading.server.ts';

/** Countries with the treaties they have acted on and the forums they belong to. Public. */
export async function countryRecords(db: Db, { limit, after }: Part): Promise<Reading> {
	const rows = await db
		.select({
			code: countries.code,
			iso3: countries.iso3,
			en: countries.nameEn,
			fr: countries.nameFr,
			leadAgency: countries.leadAgency,
			sourceUrl: countries.sourceUrl,
			treaties: sql<
				string[]
			>`array(select concat_ws(' ', t.instrument_key, t.action, t.taken_on) from ${treatyActions} t where t.country_code = ${countries}.code order by 1)`,
			forums: sql<
				string[]
			>`array(select distinct f.forum_key from ${forumMemberships} f where f.country_code = ${countries}.code and f.until is null order by 1)`
		})
		.from(countries)
		.where(after === null ? undefined : gt(countries.code, after))
		.orderBy(asc(countries.code))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ code }) => code);
	return {
		name: 'countries',
		next,
		columns: [
			'country',
			'iso3',
			'name_en',
			'name_fr',
			'lead_agency',
			'treaty_actions',
			'forums',
			'source_url'
		],
		records: records.map(({ code, iso3, en, fr, leadAgency, sourceUrl, treaties, forums }) => ({
			country: code,
			iso3,
			name: { en, fr },
			lead_agency: leadAgency,
			treaty_actions: treaties,
			forums,
			source_url: sourceUrl
		}))
	};
}
