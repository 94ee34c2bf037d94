import { SvelteKitAuth } from '@auth/sveltekit';
import type { Handle } from '@sveltejs/kit';
import { withActor } from '#lib/server/db/index.ts';
import { authConfig } from './auth.server.ts';
import { sessionCookie } from './sessions.server.ts';
import { addressOf, countAttempt, recordRefusal } from './sign-in-limits.server.ts';

const { handle: authJs } = SvelteKitAuth(async ({ cookies }) =>
	authConfig(cookies.get(sessionCookie()))
);

/** Serves the address that a link's button leads to: into a session, or back to the sign-in page, which is recorded. */
export const authRoutes: Handle = async ({ event, resolve }) => {
	const response = await authJs({ event, resolve });
	const to = new URL(response.headers.get('location') ?? '/', event.url);
	if (to.searchParams.has('error'))
		await withActor({ kind: 'system', task: 'sign-in' }, async (db) => {
			const counted = await countAttempt(db, { from: addressOf(event) });
			await recordRefusal(db, { by: 'link', reason: 'link_not_good' }, counted);
		});
	return response;
};
