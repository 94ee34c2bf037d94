import { companyRecord } from '#lib/comparison/queries/company.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { seriesAbout } from '#lib/indicators/queries.server.ts';
import { getCompany } from '#lib/organisations/queries/companies.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { slug } = event.params;
	const cycle = event.url.searchParams.get('cycle') || undefined;
	return asActor(event, async (db, actor) => ({
		company: await getCompany(db, slug),
		cycle,
		record: await companyRecord(db, actor, slug, cycle),
		series: await seriesAbout(db, { organisation: slug })
	}));
};
