import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { saveAnswer } from '#lib/assessments/commands.server.ts';
import { NOTHING_SAID } from '#lib/assessments/content.ts';
import { getOwnAssessment } from '#lib/assessments/queries.server.ts';
import { answerDraft, answerInput } from '#lib/assessments/schema.ts';
import {
	ASSESSMENT_STATES,
	CONFIDENCES,
	NOT_APPLICABLE_KINDS,
	VISIBILITIES
} from '#lib/assessments/vocabulary.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { servicesOf } from '#lib/organisations/queries/services.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import { both } from '../records/fields.ts';
import { taken, type Answered, type Writing } from './writing.ts';

const PATH = '/assessments/{id}';
const text = z.string().nullable();
const rating = z.union([z.literal('na'), z.literal(RATINGS)]).nullable();

/** What can be sent back as it was read. */
const content = z.object({
	rating,
	notApplicableKind: z.enum(NOT_APPLICABLE_KINDS).nullable(),
	notApplicableReason: text,
	narrative: text,
	narrativeLocale: z.enum(LOCALES),
	changeNote: text,
	confidence: z.enum(CONFIDENCES).nullable(),
	visibility: z.enum(VISIBILITIES),
	evidence: z.array(z.object({ url: z.string(), title: text, publisher: text })),
	services: z.array(z.object({ serviceId: z.uuid(), rating, note: text })),
	metrics: z.array(
		z.object({ name: text, value: z.number(), unit: text, period: text, sourceUrl: text })
	)
});

const answerRecord = z.object({
	number: z.int(),
	title: both,
	/** How far it has got. */
	progress: z.string(),
	/** None while nothing was saved. */
	version: z.int().min(0),
	content
});

const assessmentRecord = z.object({
	id: z.uuid(),
	state: z.enum(ASSESSMENT_STATES),
	revision: z.int(),
	/** The organisation's services, of which an answer may speak one by one. */
	services: z.array(z.object({ id: z.uuid(), name: z.string() })),
	answers: z.array(answerRecord)
});

type Own = Awaited<ReturnType<typeof getOwnAssessment>>['requirements'][number];

const said = ({
	rating: step,
	notApplicable
}: {
	rating: number | null;
	notApplicable: boolean;
}) => (notApplicable ? ('na' as const) : step);

function answerOf({ number, title, progress, answer }: Own) {
	const one = answer ?? NOTHING_SAID;
	return {
		number,
		title,
		progress,
		version: answer?.version ?? 0,
		content: {
			rating: said(one),
			notApplicableKind: one.notApplicableKind,
			notApplicableReason: one.notApplicableReason,
			narrative: one.narrative,
			narrativeLocale: one.narrativeLocale,
			changeNote: one.changeNote,
			confidence: one.confidence,
			visibility: one.visibility,
			evidence: one.evidence.map(({ url, title, publisher }) => ({ url, title, publisher })),
			services: one.services.map((line) => ({
				serviceId: line.serviceId,
				rating: said(line),
				note: line.note
			})),
			metrics: one.metrics.map(({ name, value, unit, period, sourceUrl }) => ({
				name,
				value,
				unit,
				period,
				sourceUrl
			}))
		}
	};
}

async function answerAt(db: Db, actor: Actor, id: string, number: string): Promise<Answered> {
	const { requirements } = await getOwnAssessment(db, actor, id);
	const found = requirements.find((one) => String(one.number) === number);
	if (!found) throw new Refusal('not_found');
	const data = answerOf(found);
	return { data, version: data.version };
}

export const readAssessment: Writing = {
	method: 'get',
	path: PATH,
	operation: 'readAssessment',
	title: { en: 'A self-assessment as it stands', fr: 'Une autoévaluation dans son état actuel' },
	does: {
		en: 'Every answer of a self-assessment of the organisation, draft or not.',
		fr: 'Toutes les réponses d’une autoévaluation de l’organisation, à l’état d’ébauche ou non.'
	},
	scopes: ['assessments:read', 'assessments:write'],
	status: 200,
	record: assessmentRecord,
	async act(db, { actor, at: { id = '' } }) {
		const one = await getOwnAssessment(db, actor, id);
		const services = await servicesOf(db, one.organisationId);
		return {
			data: {
				id: one.id,
				state: one.state,
				revision: one.revision,
				services: services.map(({ id, name }) => ({ id, name })),
				answers: one.requirements.map(answerOf)
			}
		};
	}
};

export const readAnswer: Writing = {
	method: 'get',
	path: `${PATH}/answers/{number}`,
	operation: 'readAnswer',
	title: { en: 'An answer as it stands', fr: 'Une réponse dans son état actuel' },
	does: {
		en: 'The answer to one requirement. Where nothing was saved yet its version is 0, and so is its tag.',
		fr: 'La réponse à une exigence. Si rien n’a encore été enregistré, sa version est 0, et son étiquette aussi.'
	},
	scopes: ['assessments:read', 'assessments:write'],
	tagged: true,
	status: 200,
	record: answerRecord,
	act: (db, { actor, at: { id = '', number = '' } }) => answerAt(db, actor, id, number)
};

const RATING = { enum: ['na', ...RATINGS] };

export const keepAnswer: Writing = {
	method: 'put',
	path: `${PATH}/answers/{number}`,
	operation: 'saveAnswer',
	title: { en: 'Save an answer', fr: 'Enregistrer une réponse' },
	does: {
		en: 'Puts this in place of an answer while the self-assessment is a draft or was returned. With `done` it must be complete; without, anything may be missing as yet. A program does not attest: that is an act of a person, who reads the answers and signs them in the portal.',
		fr: 'Remplace une réponse tant que l’autoévaluation est une ébauche ou a été renvoyée. Avec `done`, elle doit être complète; sans, il peut encore manquer n’importe quoi. Un programme n’atteste pas : c’est l’acte d’une personne, qui lit les réponses et les signe dans le portail.'
	},
	scopes: ['assessments:write'],
	body: answerDraft.omit({ version: true }).extend({ done: z.literal('on').optional() }),
	says: {
		rating: RATING,
		value: { type: 'number', multipleOf: 0.01 }
	},
	example: {
		rating: 2,
		narrative: 'Known material is looked for in all uploads since June.',
		narrativeLocale: 'en',
		visibility: 'public',
		metrics: [{ name: 'Reports sent', value: 1250, unit: 'reports', period: '2025' }]
	},
	conditional: true,
	tagged: true,
	status: 200,
	record: answerRecord,
	async act(db, { actor, values: { done, ...values }, version, at: { id = '', number = '' } }) {
		const input = taken(done === 'on' ? answerInput : answerDraft, { ...values, version });
		const place = { id, number: Number(number), done: done === 'on' };
		await saveAnswer(db, actor, place, input);
		return answerAt(db, actor, id, number);
	}
};
