import type { System } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import {
	confirmSubscription,
	subscriptionLinkHolds
} from '#lib/notifications/subscriptions.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { Actions, PageServerLoad } from './$types';

/** The token is all the proof there is: nobody is signed in here. */
const MAIL: System = { kind: 'system', task: 'mail' };

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	// The address holds the token: no cache keeps it, no other site is told of it.
	setHeaders({ 'referrer-policy': 'same-origin', 'cache-control': 'private, no-store' });
	return { holds: await withActor(MAIL, (db) => subscriptionLinkHolds(db, params.token)) };
};

export const actions: Actions = {
	/** A button, since programs that look through mail follow the links in it. */
	default: async ({ params }) => {
		try {
			await withActor(MAIL, (db) => confirmSubscription(db, params.token));
		} catch (thrown) {
			if (thrown instanceof Refusal) return { done: false };
			throw thrown;
		}
		return { done: true };
	}
};
