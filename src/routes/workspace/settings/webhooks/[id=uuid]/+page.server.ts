import { z } from 'zod';
import { changeChoices } from '#lib/changes/queries.server.ts';
import { asActor, attemptInPlace, formAction } from '#lib/forms/attempt.server.ts';
import {
	endEndpoint,
	pauseEndpoint,
	renewSecret,
	resumeEndpoint,
	sendAgain,
	testEndpoint
} from '#lib/webhooks/commands.server.ts';
import { getEndpoint } from '#lib/webhooks/queries.server.ts';
import { deliveryChoice } from '#lib/webhooks/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		...(await getEndpoint(db, actor, event.params.id)),
		choices: await changeChoices(db)
	}));

const none = z.object({});

export const actions: Actions = {
	test: formAction(none, async (db, actor, _, { id }) => {
		return `${await testEndpoint(db, actor, id)}?done=webhook_tested`;
	}),
	pause: formAction(none, async (db, actor, _, { id }) => {
		return `${await pauseEndpoint(db, actor, id)}?done=webhook_paused`;
	}),
	resume: formAction(none, async (db, actor, _, { id }) => {
		return `${await resumeEndpoint(db, actor, id)}?done=webhook_resumed`;
	}),
	end: formAction(none, async (db, actor, _, { id }) => {
		const page = await endEndpoint(db, actor, id);
		return `${page}${page.includes('?') ? '&' : '?'}done=webhook_ended`;
	}),
	again: formAction(deliveryChoice, async (db, actor, { delivery }, { id }) => {
		return `${await sendAgain(db, actor, id, delivery)}?done=webhook_again`;
	}),
	all: formAction(none, async (db, actor, _, { id }) => {
		return `${await sendAgain(db, actor, id)}?done=webhook_again`;
	}),
	/** The secret is in the answer itself: it is shown this once. */
	renew: async (event) => {
		const outcome = await attemptInPlace(event, { values: {} }, (db, actor) =>
			renewSecret(db, actor, event.params.id)
		);
		return 'done' in outcome ? { secret: outcome.done } : outcome;
	}
};
