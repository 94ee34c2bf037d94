import { and, asc, eq, gt, sql } from 'drizzle-orm';
import {
	assessments,
	cycles,
	endorsements,
	frameworks,
	organisations,
	services
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import type { Part, Reading } from '../public-reading.server.ts';

/** Companies with their endorsements and the cycles in which a self-assessment is published. Public. */
export async function companyRecords(db: Db, { limit, after }: Part): Promise<Reading> {
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
		columns: [
			'company',
			'name_en',
			'name_fr',
			'country',
			'sectors',
			'brands',
			'services',
			'sample',
			'endorsements',
			'published_assessments',
			'sources'
		],
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
