import { z } from 'zod';
import { organisationsOf, secretariatRole } from '#lib/access/actor.ts';
import { asActor, attemptInPlace, formAction } from '#lib/forms/attempt.server.ts';
import { remindersChoice } from '#lib/notifications/schema.ts';
import {
	chooseReminders,
	mySettings,
	renewCalendar,
	revokeCalendar
} from '#lib/notifications/settings.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		...(await mySettings(db, actor)),
		/** Whether there is an organisation that they may have told of changes. */
		mayHook:
			secretariatRole(actor) === 'administrator' || organisationsOf(actor, 'approver').length > 0
	}));

export const actions: Actions = {
	reminders: formAction(remindersChoice, async (db, actor, data) => {
		await chooseReminders(db, actor, data);
		return '/workspace/settings?done=settings_saved';
	}),
	/** The address is in the answer itself: it is shown this once. */
	renew: async (event) => {
		const outcome = await attemptInPlace(event, { values: {} }, renewCalendar);
		return 'done' in outcome ? { calendar: new URL(outcome.done, event.url).href } : outcome;
	},
	revoke: formAction(z.object({}), async (db, actor) => {
		await revokeCalendar(db, actor);
		return '/workspace/settings?done=calendar_revoked';
	})
};
