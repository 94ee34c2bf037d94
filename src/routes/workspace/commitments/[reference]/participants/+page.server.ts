import { fail } from '@sveltejs/kit';
import {
	addForumMembers,
	addNamedParticipants,
	addParticipant,
	removeParticipant
} from '#lib/commitments/commands/participants.server.ts';
import { participantOptions } from '#lib/commitments/queries.server.ts';
import {
	forumMembersInput,
	participantInput,
	participantList,
	removal
} from '#lib/commitments/schema.ts';
import { asActor, attemptInPlace, formAction } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

const here = (reference: string) => `/workspace/commitments/${reference}/participants`;

export const load: PageServerLoad = async (event) => {
	const options = await asActor(event, (db, actor) =>
		participantOptions(db, actor, event.params.reference)
	);
	const added = event.url.searchParams.get('added');
	return { ...options, added: added && /^\d{1,4}$/.test(added) ? Number(added) : null };
};

export const actions: Actions = {
	add: formAction(participantInput, async (db, actor, data, { reference }) => {
		await addParticipant(db, actor, reference, data);
		return here(reference);
	}),
	forum: formAction(forumMembersInput, async (db, actor, data, { reference }) => {
		const added = await addForumMembers(db, actor, reference, data);
		return `${here(reference)}?added=${added}`;
	}),
	list: async (event) => {
		const form = parseForm(participantList, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attemptInPlace(event, form, (db, actor) =>
			addNamedParticipants(db, actor, event.params.reference, form.data)
		);
	},
	remove: formAction(removal, async (db, actor, data, { reference }) => {
		await removeParticipant(db, actor, reference, data);
		return here(reference);
	})
};
