import { feedLanguage } from '#lib/changes/schema.ts';
import { ATOM } from '#lib/exchange/atom.ts';
import { problem } from '#lib/exchange/problem.ts';
import { summariesAtom } from '#lib/exchange/summaries-feed.server.ts';
import { answerIn } from '#lib/i18n/request.server.ts';
import { withPublic } from '#lib/server/db/index.ts';
import { newestEditions } from '#lib/summaries/queries.server.ts';
import type { RequestHandler } from './$types';

/** Read as nobody in particular, whoever is signed in: a feed reader has no session. */
export const GET: RequestHandler = async ({ url }) => {
	const language = feedLanguage.safeParse(Object.fromEntries(url.searchParams));
	if (!language.success) return problem(400, { detail: 'lang is en or fr.' });
	const editions = await withPublic((db) => newestEditions(db));
	return answerIn(language.data.lang, url, () =>
		Promise.resolve(
			new Response(summariesAtom(editions, url.origin), {
				headers: { 'content-type': `${ATOM}; charset=utf-8`, 'access-control-allow-origin': '*' }
			})
		)
	);
};
