import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
	assessments,
	cycles,
	endorsements,
	frameworks,
	organisations,
	services
} from '#lib/server/db/schema/index.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { addresses, both, columnsOf, country } from '../records/fields.ts';

const record = z.object({
	company: z.string(),
	name: both,
	country: country.nullable(),
	sectors: z.array(z.string()),
	brands: z.array(z.string()),
	services: z.array(z.string()),
	sample: z.boolean().meta({ description: 'Made up, to try the portal out.' }),
	endorsements: z.array(z.string()),
	published_assessments: z.array(z.string()).meta({ description: 'Keys of the cycles.' }),
	sources: addresses
});

/** Companies with their endorsements and the cycles in which a self-assessment is published. Public. */
export async function companyRecords(
	db: Db,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const rows = await db
		.select({
			slug: organisations.slug,
			en: organisations.nameEn,
			fr: organisations.nameFr,
			country: organisations.countryCode,
			sectors: organisations.sectors,
			brands: organisations.brands,
			sample: organisations.sample,
			sources: organisations.sources,
			offered: sql<
				string[]
			>`array(select concat_ws(' ', s.name, '(' || nullif(concat_ws(', ', s.kind, nullif(array_to_string(s.features, ', '), ''), 'until ' || s.ended_on), '') || ')') from ${services} s where s.organisation_id = ${organisations}.id order by 1)`,
			endorsed: sql<
				string[]
			>`array(select concat_ws(' ', f.key, e.status, e.endorsed_on, e.certainty) from ${endorsements} e join ${frameworks} f on f.id = e.framework_id where e.organisation_id = ${organisations}.id order by 1)`,
			assessed: sql<
				string[]
			>`array(select c.key from ${assessments} a join ${cycles} c on c.id = a.cycle_id where a.organisation_id = ${organisations}.id and a.state = 'published' order by 1)`
		})
		.from(organisations)
		.where(
			and(
				eq(organisations.kind, 'company'),
				after === null ? undefined : gt(organisations.slug, after)
			)
		)
		.orderBy(asc(organisations.slug))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ slug }) => slug);
	return {
		name: 'companies',
		next,
		columns: columnsOf(record),
		records: records.map(({ slug, en, fr, offered, endorsed, assessed, ...company }) => ({
			company: slug,
			name: { en, fr },
			country: company.country,
			sectors: company.sectors,
			brands: company.brands,
			services: offered,
			sample: company.sample,
			endorsements: endorsed,
			published_assessments: assessed,
			sources: company.sources
		}))
	};
}

export const companyListing = listing({
	path: '/companies',
	title: inBoth(m.comparison_data_companies, {}),
	holds: inBoth(m.comparison_data_companies_text, {}),
	parameters: z.object({}),
	record,
	paged: true,
	read: (db, _asked, part) => companyRecords(db, part)
});
