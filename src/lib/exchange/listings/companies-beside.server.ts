import { companiesSideBySide } from '#lib/comparison/queries/companies-beside.server.ts';
import { companiesBeside, type CompaniesBeside } from '#lib/comparison/schema.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { listing, type Reading } from '../listing.ts';
import { companyBesideRow } from '../records/compared.ts';
import { COUNTED, counted } from './comparisons.server.ts';

/** One line for each principle and company; of one company alone, its standing and the distribution of its sector. */
export async function companiesBesideRecords(db: Db, asked: CompaniesBeside): Promise<Reading> {
	const { framework, cycle, companies, rows, against } = await companiesSideBySide(db, asked);
	const distributions = new Map(
		against?.rows?.map(({ principle, distribution }) => [principle.number, distribution])
	);
	return {
		name: `side-by-side-${companies.map(({ slug }) => slug).join('-')}-${cycle?.key ?? 'none'}`,
		columns: [
			'principle',
			'title_en',
			'title_fr',
			'company',
			'name_en',
			'name_fr',
			'sample',
			'sectors',
			'services',
			'endorsement_status',
			'endorsement_date',
			'endorsement_certainty',
			'framework',
			'cycle',
			'assessment',
			'self_rating',
			'secretariat_rating',
			'findings_practice',
			'findings_gap',
			...(against ? ['group_sector', ...COUNTED.map((column) => `group_${column}`)] : [])
		],
		records: rows.flatMap(({ principle, cells }) =>
			companies.map((company, at) => {
				const cell = cells[at];
				const distribution = distributions.get(principle.number);
				return {
					principle: principle.number,
					title: principle.title,
					company: company.slug,
					name: company.name,
					sample: company.sample,
					sectors: company.sectors,
					services: company.services,
					endorsement: company.endorsement && {
						status: company.endorsement.status,
						date: company.endorsement.endorsedOn,
						certainty: company.endorsement.certainty
					},
					framework: `${framework.name.en} (${framework.version})`,
					cycle: cycle?.key ?? null,
					assessment: company.ratings ? 'published' : 'none',
					self_rating: cell?.standing ?? null,
					secretariat_rating: cell?.review ?? null,
					findings: cell?.findings ?? null,
					...(against && {
						group: {
							sector: against.sector,
							...(distribution ? counted(distribution) : { assessed: against.size })
						}
					})
				};
			})
		)
	};
}

export const companiesBesideListing = listing({
	path: '/compare/companies/side-by-side',
	title: inBoth(m.comparison_beside_companies_title, {}),
	holds: inBoth(m.exchange_holds_companies_beside, {}),
	parameters: companiesBeside,
	example: { company: 'meta,google' },
	record: companyBesideRow,
	paged: false,
	read: companiesBesideRecords
});
