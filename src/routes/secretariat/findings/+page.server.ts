import { currentTime } from '#lib/clock.ts';
import { readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { findingFilters } from '#lib/frameworks/finding-schema.ts';
import { findingOptions, secretariatFindings } from '#lib/frameworks/queries/findings.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const filters = readFilters(findingFilters, event.url.searchParams);
		return {
			filters,
			today: currentTime().toISOString().slice(0, 10),
			options: await findingOptions(db, actor),
			...(await secretariatFindings(db, actor, filters))
		};
	});
