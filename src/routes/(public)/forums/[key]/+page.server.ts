import { asActor } from '#lib/forms/attempt.server.ts';
import { countPublishedByYear, listPublished } from '#lib/commitments/queries/published.server.ts';
import { byYear, countBriefs } from '#lib/commitments/status-counts.ts';
import { pageFilter, readFilters } from '#lib/comparison/schema.ts';
import { getForum } from '#lib/organisations/queries/forums.server.ts';
import { pageAmong } from '#lib/ui/pages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { page: asked } = readFilters(pageFilter, event.url.searchParams);
	return asActor(event, async (db) => {
		const forum = await getForum(db, event.params.key);
		const counted = await countPublishedByYear(db, { forum: forum.key });
		const sum = (rows: typeof counted) => rows.reduce((all, { count }) => all + count, 0);
		const { limit, offset, ...page } = pageAmong(sum(counted), asked);
		const rows = await listPublished(db, { forum: forum.key }, { limit, offset, byYear: true });
		return {
			forum,
			counts: countBriefs(counted),
			page,
			/** Those on the page, and how many the year has in all. */
			years: byYear(rows).map(({ year, commitments: shown }) => ({
				year,
				shown,
				count: sum(counted.filter((one) => one.year === year))
			}))
		};
	});
};
