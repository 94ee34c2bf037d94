import type { Actor } from '#lib/access/actor.ts';
import { publishedAssessment } from '#lib/assessments/queries.server.ts';
import { currentTime } from '#lib/clock.ts';
import {
	agenciesOfCountry,
	capabilitiesOfCountry,
	fundingOfCountry,
	promisesOfCountry
} from '#lib/commitments/queries/country.server.ts';
import { listPublished, listTakenPart } from '#lib/commitments/queries/published.server.ts';
import { countPunctuality } from '#lib/commitments/queries/punctuality.server.ts';
import { isOverdue } from '#lib/commitments/rules.ts';
import { answerFigure } from '#lib/comparison/questions.server.ts';
import { seriesAbout } from '#lib/indicators/queries.server.ts';
import { getCountry } from '#lib/organisations/queries/countries.server.ts';
import type { Db } from '#lib/server/db/types.ts';

/** Everything published about a country, for its page and for the brief made of it. Throws `Refusal('not_found')`. */
export async function countryRecord(db: Db, actor: Actor, code: string) {
	const today = currentTime().toISOString().slice(0, 10);
	const country = await getCountry(db, code);
	const commitments = await listPublished(db, { country: code });
	const government = country.publicBodies.find(({ kind }) => kind === 'government');
	return {
		country,
		own: government ? await publishedAssessment(db, actor, government.slug) : null,
		today,
		commitments,
		shared: await listTakenPart(db, code),
		overdue: commitments.filter((commitment) => isOverdue(commitment, today)),
		byPillar: commitments.length
			? await answerFigure(db, 'pillar_status', { country: code })
			: null,
		funding: await fundingOfCountry(db, code),
		agencies: await agenciesOfCountry(db, code),
		capabilities: await capabilitiesOfCountry(db, code),
		punctuality: await countPunctuality(db, { country: code }),
		promises: await promisesOfCountry(db, code),
		series: await seriesAbout(db, { country: code })
	};
}
