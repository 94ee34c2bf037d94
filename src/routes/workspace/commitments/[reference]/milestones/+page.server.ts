import { fail } from '@sveltejs/kit';
import {
	addMilestone,
	changeMilestone,
	removeMilestone
} from '#lib/commitments/commands/parts.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { milestoneChange, milestoneInput, removal } from '#lib/commitments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const here = ({ params }: RequestEvent) => `/workspace/commitments/${params.reference}/milestones`;

export const load: PageServerLoad = async (event) => {
	const commitment = await asActor(event, (db, actor) =>
		getCommitmentTo(db, actor, 'commitment.edit', event.params.reference)
	);
	const changing = event.url.searchParams.get('change');
	return {
		commitment,
		changing: commitment.milestones.find(({ id }) => id === changing) ?? null,
		token: crypto.randomUUID()
	};
};

export const actions: Actions = {
	add: async (event) => {
		const form = parseForm(milestoneInput, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await addMilestone(db, actor, event.params.reference, form.data);
			return here(event);
		});
	},
	change: async (event) => {
		const form = parseForm(milestoneChange, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await changeMilestone(db, actor, event.params.reference, form.data);
			return here(event);
		});
	},
	remove: async (event) => {
		const form = parseForm(removal, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await removeMilestone(db, actor, event.params.reference, form.data);
			return here(event);
		});
	}
};
