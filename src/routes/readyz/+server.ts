import { database } from '#lib/server/db/index.ts';
import { log } from '#lib/server/log.ts';
import { loggable } from '#lib/server/loggable.ts';
import type { RequestHandler } from './$types';

const HEADERS = { 'cache-control': 'no-store' };

/** Whether requests can be served: the database answers, and this process has brought its migrations in. */
export const GET: RequestHandler = async () => {
	try {
		const opened = await database();
		await opened.ping();
	} catch (error) {
		log().warn({ error: loggable(error) }, 'not ready');
		return new Response('not ready\n', {
			status: 503,
			headers: { ...HEADERS, 'retry-after': '5' }
		});
	}
	return new Response('ready\n', { headers: HEADERS });
};
