import { z } from 'zod';
import { mySessions, revokeSessions } from '#lib/access/sessions.server.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({ sessions: await mySessions(db, actor) }));

export const actions: Actions = {
	end: formAction(z.object({ session: z.uuid() }), async (db, actor, { session }) => {
		await revokeSessions(db, actor, { id: session });
		return '/workspace/settings/sessions?done=session_ended';
	}),
	others: formAction(z.object({}), async (db, actor) => {
		await revokeSessions(db, actor, 'others');
		return '/workspace/settings/sessions?done=sessions_ended';
	})
};
