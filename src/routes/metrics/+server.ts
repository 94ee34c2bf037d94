import { error } from '@sveltejs/kit';
import { mayReadMetrics, metrics } from '#lib/server/metrics.ts';
import type { RequestHandler } from './$types';

/** Figures for Prometheus, for who brings the token; nobody else learns that the address exists. */
export const GET: RequestHandler = async ({ request }) => {
	if (!mayReadMetrics(request.headers.get('authorization'))) error(404, 'not_found');
	const { text, type } = await metrics();
	return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
};
