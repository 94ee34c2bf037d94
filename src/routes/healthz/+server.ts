import type { RequestHandler } from './$types';

/** The process lives. Says nothing of the database, so that no one restarts a process for its sake. */
export const GET: RequestHandler = () =>
	new Response('ok\n', { headers: { 'cache-control': 'no-store' } });
