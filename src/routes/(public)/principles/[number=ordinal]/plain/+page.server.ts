import { listPublished } from '#lib/commitments/queries/published.server.ts';
import { inPlaceIn } from '#lib/comparison/queries/in-place.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { listFindings } from '#lib/frameworks/queries/findings.server.ts';
import { getPrincipleText } from '#lib/frameworks/queries/principles.server.ts';
import { plainStanding } from '#lib/frameworks/plain-standing.ts';
import { newestCycle } from '#lib/organisations/queries/overview.server.ts';
import { endorsementRegister } from '#lib/organisations/queries/endorsements.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const number = Number(event.params.number);
	return asActor(event, async (db) => {
		const principle = await getPrincipleText(db, number);
		const standing = plainStanding({
			endorsements: await endorsementRegister(db),
			findings: await listFindings(db, { requirement: principle.id }),
			commitments: await listPublished(db, { principle: number })
		});
		const cycle = await newestCycle(db);
		return {
			principle,
			standing,
			ratings: cycle && (await inPlaceIn(db, principle.id, cycle.key))
		};
	});
};
