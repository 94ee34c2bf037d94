import {
	addMilestone,
	changeMilestone,
	removeMilestone
} from '#lib/commitments/commands/parts.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { milestoneChange, milestoneInput, removal } from '#lib/commitments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

const here = (reference: string) => `/workspace/commitments/${reference}/milestones`;

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
	add: formAction(milestoneInput, async (db, actor, data, { reference }) => {
		await addMilestone(db, actor, reference, data);
		return here(reference);
	}),
	change: formAction(milestoneChange, async (db, actor, data, { reference }) => {
		await changeMilestone(db, actor, reference, data);
		return here(reference);
	}),
	remove: formAction(removal, async (db, actor, data, { reference }) => {
		await removeMilestone(db, actor, reference, data);
		return here(reference);
	})
};
