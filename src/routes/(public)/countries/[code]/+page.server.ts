import { redirect } from '@sveltejs/kit';
import {
	fundingOfCountry,
	listPublished,
	listTakenPart
} from '#lib/commitments/queries/published.server.ts';
import { isOverdue } from '#lib/commitments/rules.ts';
import { answerFigure } from '#lib/comparison/questions.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { href } from '#lib/i18n/links.ts';
import { seriesAbout } from '#lib/indicators/queries.server.ts';
import { getCountry } from '#lib/organisations/queries/countries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const code = event.params.code.toUpperCase();
	if (code !== event.params.code) redirect(308, href(`/countries/${code}`));
	const today = new Date().toISOString().slice(0, 10);
	return asActor(event, async (db) => {
		const country = await getCountry(db, code);
		const commitments = await listPublished(db, { country: code });
		return {
			country,
			commitments,
			shared: await listTakenPart(db, code),
			overdue: commitments.filter((commitment) => isOverdue(commitment, today)),
			byPillar: commitments.length
				? await answerFigure(db, 'pillar_status', { country: code })
				: null,
			funding: await fundingOfCountry(db, code),
			series: await seriesAbout(db, { country: code })
		};
	});
};
