import { z } from 'zod';
import {
	LARGE_PARTS,
	sitemapFiles,
	sitemapPages,
	sitemapPart
} from '#lib/exchange/listings/sitemap.server.ts';
import { problem } from '#lib/exchange/problem.ts';
import { toSitemap, toSitemapIndex } from '#lib/exchange/sitemap.ts';
import { withPublic } from '#lib/server/db/index.ts';
import type { RequestHandler } from './$types';

const asked = z.union([
	z.object({ part: z.enum(LARGE_PARTS), from: z.string().max(200).default('') }),
	z.object({ part: z.literal('pages') }),
	z.object({ part: z.undefined().optional() })
]);

/** All public pages, for search engines: an index, and the files that it names. */
export const GET: RequestHandler = async ({ url }) => {
	const given = asked.safeParse(Object.fromEntries(url.searchParams));
	if (!given.success) return problem(404);
	const { data } = given;
	const text = await withPublic(async (db) => {
		if (data.part === undefined) {
			const files = await sitemapFiles(db);
			const paths = files.map((file) => `/sitemap.xml?${new URLSearchParams(file).toString()}`);
			return toSitemapIndex(paths, url.origin);
		}
		const pages =
			data.part === 'pages' ? await sitemapPages(db) : await sitemapPart(db, data.part, data.from);
		return toSitemap(pages, url.origin);
	});
	return new Response(text, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
};
