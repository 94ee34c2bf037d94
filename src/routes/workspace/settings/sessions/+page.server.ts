import { z } from 'zod';
import { failureIn } from '#lib/access/oidc-failure.ts';
import { disconnectAccount, isConnected } from '#lib/access/oidc-people.server.ts';
import { identityProvider } from '#lib/access/oidc.server.ts';
import { mySessions, revokeSessions } from '#lib/access/sessions.server.ts';
import type { Actor } from '#lib/access/actor.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		sessions: await mySessions(db, actor),
		provider: await ownProvider(db, actor),
		problem: failureIn(event.url)
	}));

async function ownProvider(db: Db, actor: Actor) {
	const provider = identityProvider();
	if (!provider) return null;
	return { name: provider.name, connected: await isConnected(db, actor, provider.issuer) };
}

export const actions: Actions = {
	end: formAction(z.object({ session: z.uuid() }), async (db, actor, { session }) => {
		await revokeSessions(db, actor, { id: session });
		return '/workspace/settings/sessions?done=session_ended';
	}),
	others: formAction(z.object({}), async (db, actor) => {
		await revokeSessions(db, actor, 'others');
		return '/workspace/settings/sessions?done=sessions_ended';
	}),
	disconnect: formAction(z.object({}), async (db, actor) => {
		const provider = identityProvider();
		if (provider) await disconnectAccount(db, actor, provider.issuer);
		return '/workspace/settings/sessions?done=account_disconnected';
	})
};
