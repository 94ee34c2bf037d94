import { fail } from '@sveltejs/kit';
import { submitAssessment } from '#lib/assessments/commands.server.ts';
import { getAttestation } from '#lib/assessments/queries.server.ts';
import { attestation } from '#lib/assessments/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const {
			requirements,
			levels: _,
			...assessment
		} = await getAttestation(db, actor, event.params.id);
		return {
			assessment,
			/** The numbers of the principles by who will read the answer. */
			readBy: {
				public: numbersOf('public'),
				partners: numbersOf('partners'),
				secretariat: numbersOf('secretariat')
			},
			name: actor.kind === 'person' ? actor.name : ''
		};
		function numbersOf(visibility: 'public' | 'partners' | 'secretariat') {
			return requirements
				.filter(({ answer }) => answer?.visibility === visibility)
				.map(({ number }) => number);
		}
	});

export const actions: Actions = {
	default: async (event) => {
		const form = parseForm(attestation, await event.request.formData());
		if (!form.ok) return fail(400, form);
		const { id } = event.params;
		return attempt(event, form, async (db, actor) => {
			await submitAssessment(db, actor, id, form.data);
			return `/workspace/assessments/${id}/submitted`;
		});
	}
};
