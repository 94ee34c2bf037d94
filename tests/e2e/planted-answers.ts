import { and, eq } from 'drizzle-orm';
import { saveAnswer } from '#lib/assessments/commands.server.ts';
import { MODEL_NATIONAL_RESPONSE, VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { answer } from '../db/assessment-world.ts';
import { asSystem } from '../db/world.ts';
import { inReview, publishedBefore, started } from './assessment-steps.ts';
import { figureOf, type Planting } from './planted.ts';

/** Ids of the assessments in which words were planted. */
export interface PlantedAnswers {
	/** Not handed in: whose it is alone reads its answers. */
	draft: string;
	/** Published, its first answer to the secretariat alone, its second to partners. */
	published: string;
	/** In review, and accepted with a reply not published yet. */
	waiting: string[];
	/** A government's, published and not shown. */
	kept: string;
	/** The cycle of the draft. */
	cycle: string;
}

/** Plants the words in every text of an answer, and in all that is said of it before it is published. */
export async function plantAnswers(given: Planting): Promise<PlantedAnswers> {
	return {
		...(await plantDraft(given)),
		published: await plantPublished(given),
		waiting: [await plantReview(given, 'in_review'), await plantReview(given, 'accepted')],
		kept: await plantKept(given)
	};
}

const aService = ({ company }: Planting) =>
	asSystem(async (db) =>
		only(
			await db
				.insert(t.services)
				.values({ organisationId: company.id, name: `Service ${crypto.randomUUID()}` })
				.returning()
		)
	);

async function plantDraft(given: Planting) {
	const { company, submitter, draft, editor } = given;
	const id = await started(submitter, company);
	const { id: serviceId } = await aService(given);
	await withActor(submitter, (db) =>
		saveAnswer(
			db,
			submitter,
			{ id, number: 1 },
			answer({
				rating: 'na',
				notApplicableKind: 'other',
				notApplicableReason: draft,
				narrative: draft,
				changeNote: draft,
				evidence: [{ url: `https://example.org/${draft}`, title: draft, publisher: draft }],
				services: [{ serviceId, rating: 1, notApplicable: false, note: draft }],
				metrics: [figureOf(draft)]
			})
		)
	);
	return asSystem(async (db) => {
		const { cycleId } = only(
			await db
				.update(t.assessments)
				.set({ returnComment: given.secret })
				.where(eq(t.assessments.id, id))
				.returning()
		);
		await db.insert(t.cycleExtensions).values({
			cycleId,
			organisationId: company.id,
			until: '2027-01-01',
			reason: given.secret,
			grantedBy: editor.userId
		});
		return { draft: id, cycle: cycleId };
	});
}

/** An answer as it was attested, the word in its texts. */
const attested = (word: string) => ({
	...answer({ narrative: word, changeNote: word }),
	number: 1,
	notApplicable: false,
	evidence: [{ url: `https://example.org/${word}`, title: word, publisher: word }]
});

/** The word in every text of an answer that is stored already. */
async function fill(db: Db, id: string, word: string, service: string): Promise<void> {
	await db
		.update(t.answers)
		.set({ narrative: word, changeNote: word, notApplicableReason: word })
		.where(eq(t.answers.id, id));
	await db
		.insert(t.evidence)
		.values({ answerId: id, url: `https://example.org/${word}`, title: word, publisher: word });
	await db
		.insert(t.answerServices)
		.values({ answerId: id, serviceId: service, rating: 1, note: word });
	await db.insert(t.answerMetrics).values({ answerId: id, position: 1, ...figureOf(word) });
}

async function plantPublished(given: Planting): Promise<string> {
	const { company, editor, secret, partners, office } = given;
	await publishedBefore(company);
	const { id: service } = await aService(given);
	return asSystem(async (db) => {
		const rows = await db
			.select({
				id: t.answers.id,
				assessmentId: t.answers.assessmentId,
				requirementId: t.answers.requirementId,
				number: t.requirements.number
			})
			.from(t.answers)
			.innerJoin(t.requirements, eq(t.requirements.id, t.answers.requirementId))
			.innerJoin(t.frameworks, eq(t.frameworks.id, t.requirements.frameworkId))
			.where(
				and(
					eq(t.answers.organisationId, company.id),
					eq(t.answers.published, true),
					eq(t.frameworks.key, VOLUNTARY_PRINCIPLES)
				)
			);
		const assessmentId = rows[0]?.assessmentId ?? '';
		const of = { assessmentId, organisationId: company.id };
		for (const [number, visibility, word] of [
			[1, 'secretariat', secret],
			[2, 'partners', partners]
		] as const) {
			const row = rows.find((one) => one.number === number);
			if (!row) throw new Error(`no answer to ${number}`);
			const about = { ...of, requirementId: row.requirementId };
			await fill(db, row.id, word, service);
			await db.update(t.answers).set({ visibility }).where(eq(t.answers.id, row.id));
			await db.insert(t.publishedReviews).values({
				...about,
				visibility,
				rating: 2,
				reason: word,
				reasonLocale: 'en',
				reply: word,
				replyLocale: 'en',
				replyUntil: '2026-01-01'
			});
			await db
				.insert(t.answerReviews)
				.values({ ...about, revision: 1, comment: office, reviewerId: editor.userId });
		}
		await db.insert(t.assessmentRevisions).values({
			...of,
			revision: 1,
			snapshot: { answers: [attested(secret)] },
			contentHash: secret,
			attestedBy: editor.userId,
			attestedName: secret,
			attestedTitle: secret
		});
		await db
			.update(t.assessments)
			.set({ publicRatings: rows.map(({ number }) => (number <= 2 ? -2 : 3)) })
			.where(eq(t.assessments.id, assessmentId));
		return assessmentId;
	});
}

/** What is handed in, with what the secretariat makes of it: told to the company once it is accepted. */
async function plantReview(given: Planting, state: 'in_review' | 'accepted'): Promise<string> {
	const { company, submitter, editor, secret, office } = given;
	const cycleId = await inReview([{ ...company, rating: 4 }]);
	const { id: service } = await aService(given);
	return asSystem(async (db) => {
		const accepted = state === 'accepted';
		const { id: assessmentId } = only(
			await db
				.update(t.assessments)
				.set(accepted ? { state, acceptedAt: new Date(), replyUntil: '2099-01-01' } : { state })
				.where(eq(t.assessments.cycleId, cycleId))
				.returning()
		);
		const said = await db
			.select()
			.from(t.answers)
			.where(eq(t.answers.assessmentId, assessmentId))
			.limit(1);
		const { id, requirementId } = only(said);
		await fill(db, id, secret, service);
		const of = { assessmentId, organisationId: company.id };
		const about = { ...of, requirementId, revision: 1 };
		const told = accepted ? secret : office;
		await db.insert(t.answerReviews).values({
			...about,
			comment: told,
			reason: told,
			reviewerRating: 1,
			released: accepted,
			reviewerId: editor.userId
		});
		await db
			.insert(t.reviewerOpinions)
			.values({ ...about, reviewerId: editor.userId, rating: 1, note: office });
		await db
			.insert(t.reviewerInterests)
			.values({ ...of, reviewerId: editor.userId, conflicted: true, note: office });
		if (accepted)
			await db
				.insert(t.reviewReplies)
				.values({ ...about, body: secret, bodyLocale: 'en', repliedBy: submitter.userId });
		return assessmentId;
	});
}

/** A government's answers, which count in a sum and are shown to nobody until it says so. */
async function plantKept({ ministry, secret }: Planting): Promise<string> {
	return asSystem(async (db) => {
		const [framework] = await db
			.select()
			.from(t.frameworks)
			.where(eq(t.frameworks.key, MODEL_NATIONAL_RESPONSE));
		const frameworkId = framework?.id ?? '';
		const asked = await db
			.select()
			.from(t.requirements)
			.where(eq(t.requirements.frameworkId, frameworkId));
		const key = crypto.randomUUID().slice(0, 8);
		const names = { nameEn: `Cycle ${key}`, nameFr: `Cycle ${key}` };
		const days = { opensOn: '2017-01-01', dueOn: '2017-02-01', closesOn: '2017-03-01' };
		const cycle = only(
			await db
				.insert(t.cycles)
				.values({ frameworkId, key, ...names, ...days })
				.returning()
		);
		const { id: assessmentId } = only(
			await db
				.insert(t.assessments)
				.values({
					cycleId: cycle.id,
					organisationId: ministry.id,
					state: 'published',
					revision: 1,
					publishedAt: new Date('2017-04-01T12:00:00Z'),
					publicRatings: asked.map(() => 2)
				})
				.returning()
		);
		const of = { assessmentId, organisationId: ministry.id };
		await db.insert(t.answers).values(
			asked.map(({ id: requirementId }) => ({
				...of,
				requirementId,
				rating: 2,
				narrative: secret,
				changeNote: secret
			}))
		);
		await db.insert(t.publishedReviews).values(
			asked.slice(0, 1).map(({ id: requirementId }) => ({
				...of,
				requirementId,
				visibility: 'public' as const,
				rating: 2,
				reason: secret
			}))
		);
		return assessmentId;
	});
}
