import { listMembers } from '#lib/access/members.server.ts';
import { assignRequirement, discloseOwn } from '#lib/assessments/commands.server.ts';
import { getOwnAssessment } from '#lib/assessments/queries.server.ts';
import { assignment, disclosing } from '#lib/assessments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const {
			requirements,
			levels: _,
			...assessment
		} = await getOwnAssessment(db, actor, event.params.id);
		const { slug } = assessment.organisation;
		const [own] = assessment.mayAnswer ? await listMembers(db, actor, slug) : [];
		return {
			assessment,
			/** Who may be asked to answer. */
			writers: (own?.members ?? [])
				.filter(({ role }) => role === 'contributor' || role === 'approver')
				.map(({ userId, name, email }) => ({ userId, name: name ?? email })),
			tasks: requirements.map(({ number, title, theme, progress, review, open, assigned }) => ({
				number,
				title,
				theme,
				progress,
				comment: review?.comment ?? null,
				decision: review?.decision ?? null,
				open,
				assigned
			}))
		};
	});

export const actions: Actions = {
	disclose: formAction(disclosing, async (db, actor, data, { id }: { id: string }) => {
		await discloseOwn(db, actor, id, data);
		return `/workspace/assessments/${id}?done=changed`;
	}),
	assign: formAction(assignment, async (db, actor, data, { id }: { id: string }) => {
		await assignRequirement(db, actor, id, data);
		return `/workspace/assessments/${id}?done=changed`;
	})
};
