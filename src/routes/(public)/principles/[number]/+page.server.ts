import { error } from '@sveltejs/kit';
import { listPublished } from '#lib/commitments/queries/published.server.ts';
import { answerFigure } from '#lib/comparison/questions.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { listFindings } from '#lib/frameworks/queries/findings.server.ts';
import { getPrincipleText, listPrincipleTexts } from '#lib/frameworks/queries/principles.server.ts';
import { newestCycle } from '#lib/organisations/queries/overview.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	if (!/^[1-9][0-9]{0,2}$/.test(event.params.number)) error(404, 'not_found');
	const number = Number(event.params.number);
	return asActor(event, async (db) => {
		const principle = await getPrincipleText(db, number);
		const cycle = await newestCycle(db);
		return {
			principle,
			others: (await listPrincipleTexts(db)).map(({ number, title }) => ({ number, title })),
			distribution: cycle
				? await answerFigure(db, 'principle_distribution', { principle: number, cycle: cycle.key })
				: null,
			trend: cycle ? await answerFigure(db, 'principle_trend', { principle: number }) : null,
			findings: await listFindings(db, { principle: number }),
			commitments: await listPublished(db, { principle: number })
		};
	});
};
