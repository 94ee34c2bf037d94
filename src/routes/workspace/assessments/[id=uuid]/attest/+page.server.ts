import { submitAssessment } from '#lib/assessments/commands.server.ts';
import { getAttestation } from '#lib/assessments/queries.server.ts';
import { toReadAgain } from '#lib/assessments/publishable.ts';
import { attestation } from '#lib/assessments/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
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
			/** To be read once more before others read them. */
			toRead: toReadAgain(requirements),
			name: actor.kind === 'person' ? actor.name : ''
		};
		function numbersOf(visibility: 'public' | 'partners' | 'secretariat') {
			return requirements
				.filter(({ answer }) => answer?.visibility === visibility)
				.map(({ number }) => number);
		}
	});

export const actions: Actions = {
	default: formAction(attestation, async (db, actor, data, { id }) => {
		await submitAssessment(db, actor, id, data);
		return `/workspace/assessments/${id}/submitted`;
	})
};
