import { requirePerson, isFresh } from '#lib/access/require.server.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { removeText } from '#lib/removals/commands.server.ts';
import { listRemovals, textsAt } from '#lib/removals/queries.server.ts';
import { removalInput } from '#lib/removals/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const address = event.url.searchParams.get('address')?.slice(0, 500) ?? '';
		return {
			address,
			removed: await listRemovals(db, actor),
			texts: address ? await textsAt(db, actor, address) : null,
			proved: isFresh(requirePerson(actor))
		};
	});

export const actions: Actions = {
	default: formAction(removalInput, async (db, actor, data) => {
		await removeText(db, actor, data);
		return '/secretariat/removals?done=text_removed';
	})
};
