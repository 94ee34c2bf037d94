import { cycleGuests } from '#lib/assessments/queries.server.ts';
import { asActor, attempt, formAction } from '#lib/forms/attempt.server.ts';
import {
	inviteEndorsers,
	inviteOrganisations,
	uninvite
} from '#lib/frameworks/commands/invite.server.ts';
import { getCycle } from '#lib/frameworks/queries/cycles.server.ts';
import { chosenOrganisations, uninvited } from '#lib/frameworks/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const cycle = await getCycle(db, actor, event.params.id);
		const guests = await cycleGuests(db, actor, cycle);
		const query = event.url.searchParams.get('q')?.trim() ?? '';
		const only = event.url.searchParams.get('only') === 'endorsed' ? 'endorsed' : '';
		const wanted = query.toLocaleLowerCase();
		return {
			cycle,
			query,
			only,
			invited: guests.filter(({ invitedAt }) => invitedAt !== null),
			others: guests.filter(
				({ name, endorsing, invitedAt }) =>
					invitedAt === null &&
					(!only || endorsing) &&
					[name.en, name.fr].some((text) => text.toLocaleLowerCase().includes(wanted))
			),
			endorsersLeft: guests.filter(({ endorsing, invitedAt }) => endorsing && invitedAt === null)
				.length
		};
	});

const page = (id: string, done: string) => `/secretariat/cycles/${id}/invitations?done=${done}`;

export const actions: Actions = {
	invite: formAction(chosenOrganisations, async (db, actor, data, { id }: { id: string }) => {
		await inviteOrganisations(db, actor, id, data);
		return page(id, 'cycle_invited');
	}),
	endorsers: (event) =>
		attempt(event, { values: {} }, async (db, actor) => {
			await inviteEndorsers(db, actor, event.params.id);
			return page(event.params.id, 'cycle_invited');
		}),
	revoke: formAction(uninvited, async (db, actor, data, { id }: { id: string }) => {
		await uninvite(db, actor, id, data);
		return page(id, 'revoked');
	})
};
