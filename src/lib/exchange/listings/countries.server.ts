import { asc, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { countries, forumMemberships, treatyActions } from '#lib/server/db/schema/index.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { both, columnsOf, country } from '../records/fields.ts';

const record = z.object({
	country,
	iso3: z.string().meta({ description: 'ISO 3166-1 alpha-3.' }),
	name: both,
	lead_agency: z.string().nullable(),
	treaty_actions: z.array(z.string()),
	forums: z.array(z.string()).meta({ description: 'Keys of the forums it belongs to today.' }),
	source_url: z.string().nullable()
});

/** Countries with the treaties they have acted on and the forums they belong to. Public. */
export async function countryRecords(
	db: Db,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
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
		columns: columnsOf(record),
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

export const countryListing = listing({
	path: '/countries',
	title: inBoth(m.comparison_data_countries, {}),
	holds: inBoth(m.comparison_data_countries_text, {}),
	parameters: z.object({}),
	record,
	paged: true,
	read: (db, _asked, part) => countryRecords(db, part)
});
