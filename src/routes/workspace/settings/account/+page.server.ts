import { z } from 'zod';
import { eraseOwnAccount } from '#lib/access/erase.server.ts';
import { isFresh, requirePerson } from '#lib/access/require.server.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (_, actor) => ({ proved: isFresh(requirePerson(actor)) }));

export const actions: Actions = {
	erase: formAction(
		z.object({ confirm: z.literal('on', { error: 'confirm' }) }),
		async (db, actor) => {
			await eraseOwnAccount(db, actor);
			return '/privacy?done=account_erased';
		}
	)
};
