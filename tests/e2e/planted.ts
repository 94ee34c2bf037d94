import { and, eq } from 'drizzle-orm';
import { saveAnswer } from '#lib/assessments/commands.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { answer } from '../db/assessment-world.ts';
import { asSystem } from '../db/world.ts';
import type { Organisation } from '../fixtures.ts';
import type { Person } from '#lib/access/actor.ts';
import { publishedBefore, started } from './assessment-steps.ts';

/** Whose things are planted, and who writes them. */
interface Planting {
	company: Organisation;
	submitter: Person;
	ministry: Organisation;
	liaison: Person;
	editor: Person;
	/** Words that only whose they are and the secretariat may read, and words that partners may read too. */
	secret: string;
	partners: string;
}

/** Plants the words in every text that the public, or anyone but owner and secretariat, may not read. */
export async function plant(
	given: Planting
): Promise<{ assessments: string[]; reference: string }> {
	return {
		assessments: [await plantDraft(given), await plantPublished(given)],
		reference: await plantCommitments(given)
	};
}

async function plantDraft({ company, submitter, secret }: Planting): Promise<string> {
	const id = await started(submitter, company);
	await withActor(submitter, (db) =>
		saveAnswer(
			db,
			submitter,
			{ id, number: 1 },
			answer({
				rating: 'na',
				notApplicableKind: 'other',
				notApplicableReason: secret,
				narrative: secret,
				changeNote: secret,
				evidence: [{ url: `https://example.org/${secret}`, title: secret, publisher: secret }],
				metrics: [
					{
						name: secret,
						value: 1,
						unit: secret.slice(0, 50),
						period: '2026',
						sourceUrl: `https://example.org/${secret}`
					}
				]
			})
		)
	);
	await asSystem((db) =>
		db.update(t.assessments).set({ returnComment: secret }).where(eq(t.assessments.id, id))
	);
	return id;
}

/** A published assessment: the first answer for the secretariat alone, the second for partners, a review not yet released. */
async function plantPublished({ company, editor, secret, partners }: Planting): Promise<string> {
	await publishedBefore(company);
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
		for (const [number, visibility, words] of [
			[1, 'secretariat', secret],
			[2, 'partners', partners]
		] as const) {
			const row = rows.find((one) => one.number === number);
			if (!row) throw new Error(`no answer to ${number}`);
			await db
				.update(t.answers)
				.set({ visibility, narrative: words })
				.where(eq(t.answers.id, row.id));
			await db
				.insert(t.evidence)
				.values({ answerId: row.id, url: `https://example.org/${words}`, title: words });
			await db.insert(t.answerReviews).values({
				assessmentId: row.assessmentId,
				organisationId: company.id,
				requirementId: row.requirementId,
				revision: 1,
				comment: secret,
				reviewerId: editor.userId
			});
		}
		const assessmentId = rows[0]?.assessmentId ?? '';
		await db
			.update(t.assessments)
			.set({ publicRatings: rows.map(({ number }) => (number <= 2 ? -2 : 3)) })
			.where(eq(t.assessments.id, assessmentId));
		return assessmentId;
	});
}

/** A commitment in each state before publication, and a published one with all that is said about it behind the scenes. */
async function plantCommitments({ ministry, liaison, secret, partners }: Planting) {
	return asSystem(async (db) => {
		const prefix = ministry.referencePrefix ?? ministry.slug;
		const common = { ownerId: ministry.id, kind: 'programme' as const, createdBy: liaison.userId };
		const hidden = (['draft', 'submitted', 'returned'] as const).map((state, index) => ({
			...common,
			reference: `${prefix}-100${index}`,
			titleEn: secret,
			descriptionEn: secret,
			state,
			returnComment: state === 'returned' ? secret : null
		}));
		await db.insert(t.commitments).values(hidden);
		const published = only(
			await db
				.insert(t.commitments)
				.values({
					...common,
					reference: `${prefix}-1009`,
					titleEn: 'Published for all',
					state: 'published',
					publishedAt: new Date()
				})
				.returning()
		);
		const about = { commitmentId: published.id, ownerId: ministry.id };
		const update = { ...about, status: 'delayed' as const, basis: 'owner' as const, asOf: '2026' };
		await db.insert(t.commitmentUpdates).values([
			{ ...update, state: 'posted', noteEn: partners, challengesEn: partners },
			{ ...update, state: 'returned', noteEn: secret, returnComment: secret }
		]);
		await db.insert(t.commitmentVersions).values({
			commitmentId: published.id,
			number: 2,
			state: 'posted',
			content: { titleEn: secret },
			reasonEn: secret
		});
		await db.insert(t.commitmentComments).values({
			...about,
			authorId: liaison.userId,
			authorName: liaison.name,
			fromSecretariat: false,
			body: secret
		});
		await db.insert(t.summaries).values({
			slug: `draft-${prefix}`.toLowerCase(),
			titleEn: secret,
			titleFr: secret,
			bodyEn: secret,
			bodyFr: secret
		});
		return published.reference;
	});
}
