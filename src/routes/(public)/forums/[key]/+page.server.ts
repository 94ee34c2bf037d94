import { asActor } from '#lib/forms/attempt.server.ts';
import { listPublished } from '#lib/commitments/queries/published.server.ts';
import { byYear, countBriefs } from '#lib/commitments/status-counts.ts';
import { pageFilter, readFilters } from '#lib/comparison/schema.ts';
import { getForum } from '#lib/organisations/queries/forums.server.ts';
import { pageOf } from '#lib/ui/pages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { page: asked } = readFilters(pageFilter, event.url.searchParams);
	return asActor(event, async (db) => {
		const forum = await getForum(db, event.params.key);
		const commitments = await listPublished(db, { forum: forum.key });
		const years = byYear(commitments);
		const { rows, ...page } = pageOf(
			years.flatMap(({ commitments: own }) => own),
			asked
		);
		return {
			forum,
			counts: countBriefs(commitments),
			page,
			/** Those on the page, and how many the year has in all. */
			years: byYear(rows).map(({ year, commitments: shown }) => ({
				year,
				shown,
				count: years.find((one) => one.year === year)?.commitments.length ?? shown.length
			}))
		};
	});
};
