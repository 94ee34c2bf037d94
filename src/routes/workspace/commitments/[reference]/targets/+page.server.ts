import { addTarget, changeTarget, removeTarget } from '#lib/commitments/commands/parts.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { removal } from '#lib/commitments/schema.ts';
import { targetChange, targetInput } from '#lib/commitments/target-schema.ts';
import { asActor, formAction, goingOn } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

interface At {
	reference: string;
}
const here = ({ reference }: At) => `/workspace/commitments/${reference}/targets`;
const next = ({ reference }: At) => `/workspace/commitments/${reference}/submit`;

export const load: PageServerLoad = async (event) => {
	const commitment = await asActor(event, (db, actor) =>
		getCommitmentTo(db, actor, 'commitment.edit', event.params.reference)
	);
	const changing = event.url.searchParams.get('change');
	return {
		commitment,
		changing: commitment.targets.find(({ id }) => id === changing) ?? null,
		token: crypto.randomUUID()
	};
};

const addThen = (to: (at: At) => string) =>
	formAction(targetInput, async (db, actor, data, at: { reference: string }) => {
		await addTarget(db, actor, at.reference, data);
		return to(at);
	});
const changeThen = (to: (at: At) => string) =>
	formAction(targetChange, async (db, actor, data, at: { reference: string }) => {
		await changeTarget(db, actor, at.reference, data);
		return to(at);
	});
const TYPED = ['titleEn', 'titleFr', 'unitEn', 'unitFr', 'baseline', 'target', 'dueOn'];

export const actions: Actions = {
	add: addThen(here),
	addAndGoOn: goingOn(TYPED, next, addThen(next)),
	change: changeThen(here),
	changeAndGoOn: changeThen(next),
	remove: formAction(removal, async (db, actor, data, at) => {
		await removeTarget(db, actor, at.reference, data);
		return here(at);
	})
};
