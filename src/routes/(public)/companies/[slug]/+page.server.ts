import { publishedAssessment } from '#lib/assessments/queries.server.ts';
import { courseOf } from '#lib/assessments/queries/course.server.ts';
import { readPrinciples } from '#lib/comparison/queries/principles.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { listFindings } from '#lib/frameworks/queries/findings.server.ts';
import { seriesAbout } from '#lib/indicators/queries.server.ts';
import { getCompany } from '#lib/organisations/queries/companies.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { slug } = event.params;
	const cycle = event.url.searchParams.get('cycle') || undefined;
	return asActor(event, async (db, actor) => {
		const company = await getCompany(db, slug);
		const framework = await readPrinciples(db);
		return {
			company,
			cycle,
			cycles: (framework?.cycles ?? []).filter(({ assessed }) => assessed > 0).toReversed(),
			levels: framework?.levels ?? [],
			principles: framework?.principles ?? [],
			assessment: await publishedAssessment(db, actor, slug, cycle),
			course: framework ? await courseOf(db, slug, framework.id) : [],
			findings: await listFindings(db, { organisation: slug }),
			series: await seriesAbout(db, { organisation: slug })
		};
	});
};
