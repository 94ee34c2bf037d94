import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { submitCommitment } from '#lib/commitments/commands/decide.server.ts';
import { changeCommitment, createCommitment } from '#lib/commitments/commands/draft.server.ts';
import { getCommitment } from '#lib/commitments/queries/detail.server.ts';
import {
	commitmentChange,
	commitmentContent,
	commitmentInput,
	submission
} from '#lib/commitments/schema.ts';
import type { Db } from '#lib/server/db/types.ts';
import { commitmentRecord, inFields } from './fields.ts';
import { taken, type Answered, type Writing } from './writing.ts';

const PATH = '/commitments/{reference}';

/** A commitment as it stands for whoever may read it, its content under the names that forms and bodies use. */
export async function standing(db: Db, actor: Actor, reference: string): Promise<Answered> {
	const one = await getCommitment(db, actor, reference);
	return {
		version: one.version,
		data: {
			reference: one.reference,
			owner: one.ownerSlug,
			state: one.state,
			version: one.version,
			returnComment: one.returnComment,
			content: {
				kind: one.kind,
				forumKey: one.forumKey,
				pillarId: one.pillarId,
				requirements: one.requirements.map(({ id }) => id),
				...inFields('title', one.title),
				...inFields('description', one.description),
				...inFields('baseline', one.baseline),
				...inFields('measure', one.measure),
				unfunded: one.unfunded,
				contactMailbox: one.contactMailbox,
				leadAgency: one.leadAgency,
				supportingAgencies: one.supportingAgencies,
				subdivisions: one.subdivisions,
				...inFields('legalBasis', one.legalBasis),
				announcedOn: one.announcedOn,
				startsOn: one.startsOn,
				dueOn: one.dueOn,
				sourceUrl: one.sourceUrl
			},
			milestones: one.milestones.map(
				({ id, title, dueOn, participantId, status, completedOn }) => ({
					id,
					...inFields('title', title),
					dueOn,
					participantId,
					status,
					completedOn
				})
			),
			targets: one.targets.map(({ id, title, unit }) => ({ id, title, unit }))
		}
	};
}

const EXAMPLE = {
	kind: 'programme',
	titleEn: 'A help line for young people in every province',
	titleFr: 'Une ligne d’aide pour les jeunes dans chaque province',
	descriptionEn: 'Open at all hours, in both official languages, by 2028.',
	unfunded: false,
	startsOn: '2027-04',
	dueOn: '2028-03-31'
};

export const readCommitment: Writing = {
	method: 'get',
	path: PATH,
	operation: 'readCommitment',
	title: { en: 'A commitment as it stands', fr: 'Un engagement dans son état actuel' },
	does: {
		en: 'A commitment of the organisation, draft or not, or any other that is public. Its `content` can be sent back as it is; its tag is that of its version.',
		fr: 'Un engagement de l’organisation, à l’état de projet ou non, ou tout autre engagement public. Son `content` peut être renvoyé tel quel; son étiquette est celle de sa version.'
	},
	scopes: ['commitments:read', 'commitments:write', 'milestones:write', 'updates:write'],
	tagged: true,
	status: 200,
	record: commitmentRecord,
	act: (db, { actor, at: { reference = '' } }) => standing(db, actor, reference)
};

export const beginCommitment: Writing = {
	method: 'post',
	path: '/commitments',
	operation: 'beginCommitment',
	title: { en: 'Begin a commitment', fr: 'Commencer un engagement' },
	does: {
		en: 'Begins a draft of the organisation whose token it is. Nobody else sees it until it is submitted and published.',
		fr: 'Commence un projet de l’organisation à qui appartient le jeton. Personne d’autre ne le voit avant qu’il soit présenté et publié.'
	},
	scopes: ['commitments:write'],
	body: commitmentContent,
	example: EXAMPLE,
	tagged: true,
	status: 201,
	record: commitmentRecord,
	async act(db, { actor, values, organisationId, token }) {
		const input = taken(commitmentInput, { ...values, ownerId: organisationId, token });
		const reference = await createCommitment(db, actor, input);
		return { ...(await standing(db, actor, reference)), location: `/commitments/${reference}` };
	}
};

export const amendCommitment: Writing = {
	method: 'put',
	path: PATH,
	operation: 'amendCommitment',
	title: { en: 'Change a draft', fr: 'Modifier un projet' },
	does: {
		en: 'Puts this in place of what a draft, or a commitment that was returned, says of itself. What is left out is emptied. What is published is not changed: a person proposes a rewording.',
		fr: 'Remplace ce que dit un projet, ou un engagement renvoyé. Ce qui est omis est vidé. Ce qui est publié ne change pas : une personne propose une reformulation.'
	},
	scopes: ['commitments:write'],
	body: commitmentContent,
	example: EXAMPLE,
	conditional: true,
	tagged: true,
	status: 200,
	record: commitmentRecord,
	async act(db, { actor, values, version, at: { reference = '' } }) {
		await changeCommitment(db, actor, reference, taken(commitmentChange, { ...values, version }));
		return standing(db, actor, reference);
	}
};

export const handInCommitment: Writing = {
	method: 'post',
	path: `${PATH}/submission`,
	operation: 'submitCommitment',
	title: { en: 'Submit a draft', fr: 'Présenter un projet' },
	does: {
		en: 'Hands a draft to the secretariat for review, as it stood when it was read.',
		fr: 'Remet un projet au secrétariat pour examen, tel qu’il était à la lecture.'
	},
	scopes: ['commitments:write'],
	body: z.object({}),
	example: {},
	conditional: true,
	tagged: true,
	status: 200,
	record: commitmentRecord,
	async act(db, { actor, version, at: { reference = '' } }) {
		await submitCommitment(db, actor, reference, taken(submission, { version }));
		return standing(db, actor, reference);
	}
};
