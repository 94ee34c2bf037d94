import { describeListings } from '#lib/exchange/openapi/describe.server.ts';
import { openApiDocument } from '#lib/exchange/openapi/document.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
	const licence = m.comparison_data_licence({}, { locale: 'en' });
	const document = openApiDocument(await describeListings(), { origin: url.origin, licence });
	return Response.json(document, {
		headers: { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' }
	});
};
