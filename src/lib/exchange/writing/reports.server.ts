import { z } from 'zod';
import { addMilestone, changeMilestone } from '#lib/commitments/commands/parts.server.ts';
import { postUpdate } from '#lib/commitments/commands/report.server.ts';
import { milestoneChange, milestoneContent, milestoneInput } from '#lib/commitments/schema.ts';
import { updateInput, updateReport } from '#lib/commitments/update-schema.ts';
import { commitmentRecord } from './fields.ts';
import { standing } from './commitments.server.ts';
import { taken, type Writing } from './writing.ts';

const PATH = '/commitments/{reference}';
const MILESTONE = {
	titleEn: 'Lines open in the first three provinces',
	titleFr: 'Lignes ouvertes dans les trois premières provinces',
	dueOn: '2027-09'
};

export const postReport: Writing = {
	method: 'post',
	path: `${PATH}/updates`,
	operation: 'postUpdate',
	title: { en: 'Post an update', fr: 'Envoyer une mise à jour' },
	does: {
		en: 'Reports where a published commitment stands, or where an organisation stands that takes part in it. Partners see it at once, the public once the secretariat has accepted it.',
		fr: 'Indique où en est un engagement publié, ou une organisation qui y prend part. Les partenaires le voient aussitôt, le public une fois que le secrétariat l’a accepté.'
	},
	scopes: ['updates:write'],
	body: updateReport,
	says: { value: { type: 'number', multipleOf: 0.01, minimum: 0 } },
	example: {
		status: 'on_track',
		asOf: '2026-11',
		noteEn: 'Two provinces have signed.',
		noteFr: 'Deux provinces ont signé.',
		evidence: [
			{
				url: 'https://example.org/help-line/agreements',
				title: 'Agreements signed',
				publisher: 'Ministry of Youth'
			}
		]
	},
	status: 201,
	record: z.object({
		id: z.uuid(),
		commitment: z.string(),
		state: z.literal('posted')
	}),
	async act(db, { actor, values, token, at: { reference = '' } }) {
		const id = await postUpdate(db, actor, reference, taken(updateInput, { ...values, token }));
		return { data: { id, commitment: reference, state: 'posted' } };
	}
};

export const beginMilestone: Writing = {
	method: 'post',
	path: `${PATH}/milestones`,
	operation: 'addMilestone',
	title: { en: 'Add a milestone', fr: 'Ajouter un jalon' },
	does: {
		en: 'Adds a milestone at the end of those of a draft. To add one to a published commitment, post an update that brings it along.',
		fr: 'Ajoute un jalon à la suite de ceux d’un projet. Pour en ajouter un à un engagement publié, envoyez une mise à jour qui l’apporte.'
	},
	scopes: ['milestones:write', 'commitments:write'],
	body: milestoneContent,
	example: MILESTONE,
	tagged: true,
	status: 201,
	record: commitmentRecord,
	async act(db, { actor, values, token, at: { reference = '' } }) {
		await addMilestone(db, actor, reference, taken(milestoneInput, { ...values, token }));
		return standing(db, actor, reference);
	}
};

export const amendMilestone: Writing = {
	method: 'put',
	path: `${PATH}/milestones/{id}`,
	operation: 'changeMilestone',
	title: { en: 'Change a milestone', fr: 'Modifier un jalon' },
	does: {
		en: 'Puts this in place of a milestone of a draft. The tag is that of the commitment, which counts as changed.',
		fr: 'Remplace un jalon d’un projet. L’étiquette est celle de l’engagement, qui compte comme modifié.'
	},
	scopes: ['milestones:write', 'commitments:write'],
	body: milestoneContent,
	example: { ...MILESTONE, status: 'done', completedOn: '2027-08-15' },
	conditional: true,
	tagged: true,
	status: 200,
	record: commitmentRecord,
	async act(db, { actor, values, version, at: { reference = '', id } }) {
		const change = taken(milestoneChange, { ...values, version, id });
		await changeMilestone(db, actor, reference, change);
		return standing(db, actor, reference);
	}
};
