import { publicDocument } from '#lib/exchange/openapi/public-document.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) =>
	Response.json(await publicDocument(url.origin), {
		headers: { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' }
	});
