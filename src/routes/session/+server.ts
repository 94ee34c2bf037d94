import type { RequestHandler } from './$types';

/** Asked while somebody types: a session in which something is asked does not end for want of it. */
export const POST: RequestHandler = ({ locals }) =>
	new Response(null, { status: locals.actor.kind === 'person' ? 204 : 401 });
