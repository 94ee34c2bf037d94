import {
	addFunding,
	changeFunding,
	removeFunding
} from '#lib/commitments/commands/parts.server.ts';
import { getCommitmentTo } from '#lib/commitments/queries.server.ts';
import { fundingChange, fundingInput, removal } from '#lib/commitments/schema.ts';
import { asActor, formAction, goingOn } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

interface At {
	reference: string;
}
const here = ({ reference }: At) => `/workspace/commitments/${reference}/funding`;
const next = ({ reference }: At) => `/workspace/commitments/${reference}/targets`;

export const load: PageServerLoad = async (event) => {
	const commitment = await asActor(event, (db, actor) =>
		getCommitmentTo(db, actor, 'commitment.edit', event.params.reference)
	);
	const changing = event.url.searchParams.get('change');
	return {
		commitment,
		changing: commitment.funding.find(({ id }) => id === changing) ?? null,
		token: crypto.randomUUID()
	};
};

const addThen = (to: (at: At) => string) =>
	formAction(fundingInput, async (db, actor, data, at: { reference: string }) => {
		await addFunding(db, actor, at.reference, data);
		return to(at);
	});
const changeThen = (to: (at: At) => string) =>
	formAction(fundingChange, async (db, actor, data, at: { reference: string }) => {
		await changeFunding(db, actor, at.reference, data);
		return to(at);
	});

export const actions: Actions = {
	add: addThen(here),
	addAndGoOn: goingOn(['amount', 'fiscalPeriod', 'recipient', 'sourceUrl'], next, addThen(next)),
	change: changeThen(here),
	changeAndGoOn: changeThen(next),
	remove: formAction(removal, async (db, actor, data, at) => {
		await removeFunding(db, actor, at.reference, data);
		return here(at);
	})
};
