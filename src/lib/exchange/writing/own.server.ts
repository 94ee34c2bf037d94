import { z } from 'zod';
import { TOKEN_SCOPES } from '#lib/access/vocabulary.ts';
import { myAssessments } from '#lib/assessments/queries.server.ts';
import { ASSESSMENT_STATES } from '#lib/assessments/vocabulary.ts';
import { commitmentOptions, myCommitments } from '#lib/commitments/queries.server.ts';
import { COMMITMENT_STATES } from '#lib/commitments/vocabulary.ts';
import { both, day, either } from '../records/fields.ts';
import type { Writing } from './writing.ts';

export const readOwn: Writing = {
	method: 'get',
	path: '/own',
	operation: 'own',
	title: { en: 'Whose token this is', fr: 'À qui appartient ce jeton' },
	does: {
		en: 'The organisation for which the token speaks, in whose name, and what it was made for.',
		fr: 'L’organisation pour laquelle le jeton parle, au nom de qui, et ce pour quoi il a été créé.'
	},
	scopes: [],
	status: 200,
	record: z.object({
		organisation: z.object({ id: z.uuid(), slug: z.string(), name: both }),
		name: z.string(),
		scopes: z.array(z.enum(TOKEN_SCOPES))
	}),
	act: (_, { actor: { name, token, memberships } }) =>
		Promise.resolve({
			data: {
				organisation: memberships.map(({ organisationId, organisationSlug, organisationName }) => ({
					id: organisationId,
					slug: organisationSlug,
					name: organisationName
				}))[0],
				name,
				scopes: token?.scopes ?? []
			}
		})
};

export const readOwnCommitments: Writing = {
	method: 'get',
	path: '/own/commitments',
	operation: 'ownCommitments',
	title: { en: 'Our commitments', fr: 'Nos engagements' },
	does: {
		en: 'Every commitment of the organisation, drafts included, and those in which it takes part.',
		fr: 'Tous les engagements de l’organisation, y compris les projets, et ceux auxquels elle prend part.'
	},
	scopes: ['commitments:read', 'commitments:write', 'milestones:write', 'updates:write'],
	status: 200,
	record: z.array(
		z.object({ reference: z.string(), title: either, state: z.enum(COMMITMENT_STATES) })
	),
	async act(db, { actor }) {
		const all = await myCommitments(db, actor);
		return { data: all.map(({ reference, title, state }) => ({ reference, title, state })) };
	}
};

export const readOwnAssessments: Writing = {
	method: 'get',
	path: '/own/assessments',
	operation: 'ownAssessments',
	title: { en: 'Our self-assessments', fr: 'Nos autoévaluations' },
	does: {
		en: 'Every self-assessment that the organisation has started, newest cycle first. A person starts one, in the portal.',
		fr: 'Toutes les autoévaluations que l’organisation a commencées, du cycle le plus récent au plus ancien. C’est une personne qui en commence une, dans le portail.'
	},
	scopes: ['assessments:read', 'assessments:write'],
	status: 200,
	record: z.array(
		z.object({
			id: z.uuid(),
			cycle: both,
			state: z.enum(ASSESSMENT_STATES),
			answered: z.int(),
			total: z.int(),
			dueOn: day
		})
	),
	async act(db, { actor }) {
		const all = await myAssessments(db, actor);
		return {
			data: all.flatMap(({ id, cycleName: cycle, state, answered, total, dueOn }) =>
				id && state ? [{ id, cycle, state, answered, total, dueOn }] : []
			)
		};
	}
};

const requirement = z.object({ id: z.uuid(), number: z.int(), title: both });

export const readChoices: Writing = {
	method: 'get',
	path: '/own/choices',
	operation: 'choices',
	title: { en: 'What a commitment may name', fr: 'Ce qu’un engagement peut nommer' },
	does: {
		en: 'The forums, pillars and requirements that a commitment may name, with the keys and ids by which it does.',
		fr: 'Les forums, les piliers et les exigences qu’un engagement peut nommer, avec les clés et identifiants par lesquels il le fait.'
	},
	scopes: ['commitments:write'],
	status: 200,
	record: z.object({
		forums: z.array(z.object({ key: z.string(), name: both })),
		pillars: z.array(requirement),
		frameworks: z.array(
			z.object({ key: z.string(), name: both, requirements: z.array(requirement) })
		)
	}),
	async act(db, { actor }) {
		const { forums, pillars, frameworks } = await commitmentOptions(db, actor);
		return { data: { forums, pillars, frameworks } };
	}
};
