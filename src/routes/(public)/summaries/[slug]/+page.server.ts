import { error } from '@sveltejs/kit';
import { asActor } from '#lib/forms/attempt.server.ts';
import { getPublishedSummary } from '#lib/summaries/queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const edition = event.url.searchParams.get('edition');
	if (edition !== null && !/^[1-9]\d{0,3}$/.test(edition)) error(404, 'not_found');
	return asActor(event, async (db) => {
		const { content, ...summary } = await getPublishedSummary(
			db,
			event.params.slug,
			edition === null ? undefined : Number(edition)
		);
		return {
			summary,
			content: content[event.locals.locale],
			address: `${event.url.origin}${event.url.pathname}?edition=${summary.edition}`
		};
	});
};
