import { redirect } from '@sveltejs/kit';
import { endSession, sessionCookie, sessionCookieOptions } from '#lib/access/sessions.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { href } from '#lib/i18n/links.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, href('/'));

export const actions: Actions = {
	default: async ({ cookies, locals, setHeaders }) => {
		const token = cookies.get(sessionCookie());
		const { actor } = locals;
		if (token)
			await withActor({ kind: 'system', task: 'sign-in' }, async (db) => {
				await endSession(db, token);
				if (actor.kind === 'person')
					await record(db, actor, 'sign_out.completed', { type: 'person', id: actor.userId });
			});
		cookies.delete(sessionCookie(), sessionCookieOptions());
		setHeaders({ 'clear-site-data': '"cache", "storage"' });
		redirect(303, href('/'));
	}
};
