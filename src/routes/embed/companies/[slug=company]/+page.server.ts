import { publishedAssessment } from '#lib/assessments/queries.server.ts';
import { listPublished } from '#lib/commitments/queries/published.server.ts';
import { countBriefs } from '#lib/commitments/status-counts.ts';
import { today } from '#lib/comparison/as-of.ts';
import { asPublic } from '#lib/forms/attempt.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { getCompany } from '#lib/organisations/queries/companies.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { slug } = event.params;
	const card = await asPublic(event, async (db, actor) => {
		const { name, sample, endorsement } = await getCompany(db, slug);
		return {
			name,
			sample,
			endorsement,
			counts: countBriefs(await listPublished(db, { organisation: slug })),
			assessment: await publishedAssessment(db, actor, slug, { framework: VOLUNTARY_PRINCIPLES })
		};
	});
	event.setHeaders({ 'cross-origin-resource-policy': 'cross-origin' });
	return { ...card, asOf: today() };
};
