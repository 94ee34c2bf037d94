import { error } from '@sveltejs/kit';
import type { System } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { endSubscription, subscriptionEnded } from '#lib/notifications/subscriptions.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { Actions, PageServerLoad } from './$types';

/** The token is all the proof there is: nobody is signed in where a mail program asks. */
const MAIL: System = { kind: 'system', task: 'mail' };

const orNotFound = (thrown: unknown): never => {
	if (thrown instanceof Refusal) error(404, 'not_found');
	throw thrown;
};

export const load: PageServerLoad = ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	try {
		subscriptionEnded(params.token);
	} catch (thrown) {
		orNotFound(thrown);
	}
};

export const actions: Actions = {
	default: async ({ params }) => {
		await withActor(MAIL, (db) => endSubscription(db, params.token)).catch(orNotFound);
		return { done: true };
	}
};
