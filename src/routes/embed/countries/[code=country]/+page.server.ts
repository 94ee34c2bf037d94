import { publishedAssessment } from '#lib/assessments/queries.server.ts';
import { listPublished, listTakenPart } from '#lib/commitments/queries/published.server.ts';
import { countBriefs } from '#lib/commitments/status-counts.ts';
import { today } from '#lib/comparison/as-of.ts';
import { asPublic } from '#lib/forms/attempt.server.ts';
import { getCountry } from '#lib/organisations/queries/countries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { code } = event.params;
	const card = await asPublic(event, async (db, actor) => {
		const { name, actions, publicBodies } = await getCountry(db, code);
		const government = publicBodies.find(({ kind }) => kind === 'government');
		return {
			name,
			actions,
			counts: countBriefs(await listPublished(db, { country: code })),
			shared: (await listTakenPart(db, code)).length,
			assessment: government ? await publishedAssessment(db, actor, government.slug) : null
		};
	});
	event.setHeaders({ 'cross-origin-resource-policy': 'cross-origin' });
	return { ...card, asOf: today() };
};
