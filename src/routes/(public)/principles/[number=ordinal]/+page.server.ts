import { listPublished } from '#lib/commitments/queries/published.server.ts';
import { comparedNumber } from '#lib/comparison/queries/trend.server.ts';
import { answerFigure } from '#lib/comparison/questions.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { crosswalkOf } from '#lib/frameworks/queries/crosswalk.server.ts';
import { listFindings } from '#lib/frameworks/queries/findings.server.ts';
import { getPrincipleText, listPrincipleTexts } from '#lib/frameworks/queries/principles.server.ts';
import { newestCycle } from '#lib/organisations/queries/overview.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const number = Number(event.params.number);
	return asActor(event, async (db) => {
		const principle = await getPrincipleText(db, number);
		const cycle = await newestCycle(db);
		const findings = await listFindings(db, { requirement: principle.id });
		const commitments = await listPublished(db, { principle: number });
		return {
			principle,
			others: (await listPrincipleTexts(db)).map(({ number, title }) => ({ number, title })),
			...(cycle ? await figures(db, principle.id, cycle.key) : NO_FIGURES),
			crosswalk: await crosswalkOf(db, principle.id),
			findings: findings.slice(0, SHOWN),
			commitments: commitments.slice(0, SHOWN),
			/** How many there are of each; the rest is one link away. */
			counts: { findings: findings.length, commitments: commitments.length }
		};
	});
};

/** Most findings, and most commitments, that stand on the page. */
const SHOWN = 100;

const NO_FIGURES = { distribution: null, trend: null };

/** How companies rate themselves, in a cycle and over all, under what the compared version has for the principle. */
async function figures(db: Db, principleId: string, cycle: string) {
	const inCycle = await comparedNumber(db, principleId, { cycle });
	const overall = await comparedNumber(db, principleId);
	return {
		distribution:
			inCycle && (await answerFigure(db, 'principle_distribution', { principle: inCycle, cycle })),
		trend: overall && (await answerFigure(db, 'principle_trend', { principle: overall }))
	};
}
