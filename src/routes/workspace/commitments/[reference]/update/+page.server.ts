import { confirmUnchanged, postUpdate } from '#lib/commitments/commands/report.server.ts';
import { movableBy } from '#lib/commitments/movable.ts';
import { getCommitmentTo, reportersFor } from '#lib/commitments/queries.server.ts';
import { mayConfirm, milestonesOf, targetsFor } from '#lib/commitments/rules.ts';
import { confirmation, updateInput } from '#lib/commitments/update-schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { only } from '#lib/server/db/only.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const commitment = await getCommitmentTo(db, actor, 'update.post', event.params.reference);
		const reporters = reportersFor(actor, commitment);
		const asked = event.url.searchParams.get('for');
		const corrected = commitment.updates.find(
			({ id, mayCorrect }) => mayCorrect && id === event.url.searchParams.get('corrects')
		);
		const reporter =
			reporters.find(({ organisationId }) => organisationId === corrected?.reporterId) ??
			reporters.find(({ slug }) => slug === asked) ??
			only(reporters.slice(0, 1));
		const milestones = milestonesOf(commitment, reporter.organisationId);
		return {
			commitment,
			reporters,
			reporter,
			corrected,
			milestones,
			targets: targetsFor(commitment, reporter.organisationId),
			movable: movableBy(reporter.organisationId, commitment, milestones),
			mayConfirm: !corrected && mayConfirm(reporter.status),
			token: crypto.randomUUID()
		};
	});

const pageOf = (reference: string) => `/workspace/commitments/${reference}?done=reported`;

export const actions: Actions = {
	unchanged: formAction(confirmation, async (db, actor, data, { reference }) => {
		await confirmUnchanged(db, actor, reference, data);
		return pageOf(reference);
	}),
	post: formAction(updateInput, async (db, actor, data, { reference }) => {
		await postUpdate(db, actor, reference, data);
		return pageOf(reference);
	})
};
