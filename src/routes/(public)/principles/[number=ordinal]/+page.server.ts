import { countServing } from '#lib/commitments/queries/counts.server.ts';
import { listPublished } from '#lib/commitments/queries/published.server.ts';
import { comparedAs } from '#lib/comparison/queries/trend.server.ts';
import { distributionOfPrinciple, trendOfPrinciple } from '#lib/comparison/questions.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { crosswalkOf } from '#lib/frameworks/queries/crosswalk.server.ts';
import { countFindingsUnder, listFindings } from '#lib/frameworks/queries/findings.server.ts';
import { getPrincipleText, listPrincipleTexts } from '#lib/frameworks/queries/principles.server.ts';
import { newestCycle } from '#lib/organisations/queries/overview.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const number = Number(event.params.number);
	return asActor(event, async (db) => {
		const principle = await getPrincipleText(db, number);
		const cycle = await newestCycle(db);
		return {
			principle,
			others: (await listPrincipleTexts(db)).map(({ number, title }) => ({ number, title })),
			...(cycle ? await figures(db, principle.id, cycle.key) : NO_FIGURES),
			crosswalk: await crosswalkOf(db, principle.id),
			findings: await listFindings(db, { requirement: principle.id }, { most: SHOWN }),
			commitments: await listPublished(db, { principle: number }, { limit: SHOWN }),
			/** How many there are of each; the rest is one link away. */
			counts: {
				findings: await countFindingsUnder(db, principle.id),
				commitments: await countServing(db, number)
			}
		};
	});
};

/** Most findings, and most commitments, that stand on the page. */
const SHOWN = 100;

const NO_FIGURES = { distribution: null, trend: null };

/** How companies rate themselves, in a cycle and over all, under what the compared version has for the principle. */
async function figures(db: Db, principleId: string, cycle: string) {
	const overall = await comparedAs(db, principleId);
	const isOverall = overall?.framework.cycles.some(({ key }) => key === cycle);
	const inCycle = isOverall ? overall : await comparedAs(db, principleId, { cycle });
	return {
		distribution: inCycle && (await distributionOfPrinciple(db, inCycle, cycle)),
		trend: overall && (await trendOfPrinciple(db, overall))
	};
}
