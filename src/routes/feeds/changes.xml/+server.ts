import { Refusal } from '#lib/access/refusal.ts';
import { changesSince } from '#lib/changes/queries.server.ts';
import { changeFilters, feedLanguage } from '#lib/changes/schema.ts';
import { CHANGES_A_PAGE } from '#lib/changes/vocabulary.ts';
import { filtersIn } from '#lib/comparison/schema.ts';
import { ATOM } from '#lib/exchange/atom.ts';
import { changesAtom } from '#lib/exchange/changes-feed.server.ts';
import { notUnderstood, problem, statusOf } from '#lib/exchange/problem.ts';
import { answerIn } from '#lib/i18n/request.server.ts';
import { withPublic } from '#lib/server/db/index.ts';
import type { RequestHandler } from './$types';

/** Read as nobody in particular, whoever is signed in: a feed reader has no session. */
export const GET: RequestHandler = async ({ url }) => {
	const given = filtersIn(url.searchParams);
	const filters = changeFilters.safeParse(given);
	const language = feedLanguage.safeParse(given);
	if (!filters.success || !language.success)
		return notUnderstood([...(filters.error?.issues ?? []), ...(language.error?.issues ?? [])]);
	try {
		const changes = await withPublic((db) =>
			changesSince(db, filters.data, { limit: CHANGES_A_PAGE, after: null })
		);
		return await answerIn(language.data.lang, url, () =>
			Promise.resolve(
				new Response(changesAtom(changes, filters.data, url.origin), {
					headers: {
						'content-type': `${ATOM}; charset=utf-8`,
						'access-control-allow-origin': '*'
					}
				})
			)
		);
	} catch (thrown) {
		if (thrown instanceof Refusal) return problem(statusOf(thrown.reason));
		throw thrown;
	}
};
