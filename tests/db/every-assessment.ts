import type { Person } from '#lib/access/actor.ts';
import {
	ASSESSMENT_STATES,
	VISIBILITIES,
	type AssessmentState
} from '#lib/assessments/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Cast } from './world.ts';

/** `kept` is published too, but not shown: what a framework does that is shown in aggregate only. */
export const ASSESSMENTS = [...ASSESSMENT_STATES, 'kept'] as const;
type Planted = (typeof ASSESSMENTS)[number];

/** Ids of what was planted, by state. */
export interface Assessments {
	cycles: Record<Planted | 'free', string>;
	assessments: Record<Planted, string>;
	/** The answer to the first requirement. */
	answers: Record<Planted, string>;
}

/** What everybody hangs on: the framework, its requirements (the last is answered nowhere) and two services of `owner`. */
export interface Ground {
	framework: string;
	requirements: [string, string, string, string];
	services: [string, string];
}

export async function plantGround(db: Db, { owner }: Cast): Promise<Ground> {
	const { id: frameworkId } = only(
		await db
			.insert(t.frameworks)
			.values({
				key: 'tried',
				version: '1',
				nameEn: 'Tried',
				nameFr: 'Essayé',
				audience: 'companies',
				disclosure: 'per_organisation'
			})
			.returning()
	);
	const requirements = await db
		.insert(t.requirements)
		.values(
			[...VISIBILITIES, 'unanswered'].map((title, index) => ({
				frameworkId,
				number: index + 1,
				titleEn: title,
				titleFr: title
			}))
		)
		.returning();
	const services = await db
		.insert(t.services)
		.values(['Answered', 'Spare'].map((name) => ({ organisationId: owner.id, name })))
		.returning();
	return {
		framework: frameworkId,
		requirements: requirements.map(({ id }) => id) as Ground['requirements'],
		services: services.map(({ id }) => id) as Ground['services']
	};
}

/** An assessment of `owner` in each state, with one of everything that hangs on it. */
export async function plantAssessments(
	db: Db,
	{ owner, other, actors }: Cast,
	{ framework, requirements, services }: Ground
): Promise<Assessments> {
	const [author, editor, publisher] = [actors.contributor, actors.editor, actors.publisher] as [
		Person,
		Person,
		Person
	];
	const made = { cycles: {}, assessments: {}, answers: {} } as Assessments;
	for (const name of [...ASSESSMENTS, 'free'] as const) {
		const { id } = only(
			await db
				.insert(t.cycles)
				.values({
					frameworkId: framework,
					key: name.replace('_', '-'),
					nameEn: name,
					nameFr: name,
					opensOn: '2026-01-01',
					dueOn: '2026-12-01',
					closesOn: '2026-12-31'
				})
				.returning()
		);
		made.cycles[name] = id;
	}
	for (const name of ASSESSMENTS) {
		const state: AssessmentState = name === 'kept' ? 'published' : name;
		const assessment = only(
			await db
				.insert(t.assessments)
				.values({
					cycleId: made.cycles[name],
					organisationId: owner.id,
					state,
					publishedAt: state === 'published' ? new Date() : null,
					disclosed: name === 'published',
					publicRatings: state === 'published' ? [1, -2, -2, -1] : null,
					replyUntil: state === 'accepted' ? '2099-01-01' : null
				})
				.returning()
		);
		const of = { assessmentId: assessment.id, organisationId: owner.id };
		made.assessments[name] = assessment.id;
		const answers = await db
			.insert(t.answers)
			.values(
				VISIBILITIES.map((visibility, index) => ({
					...of,
					published: name === 'published',
					requirementId: requirements[index] ?? '',
					rating: 1,
					narrative: `${name} ${visibility}`,
					visibility
				}))
			)
			.returning();
		made.answers[name] = answers[0]?.id ?? '';
		for (const { id: answerId, narrative } of answers) {
			const words = narrative ?? '';
			await db.insert(t.evidence).values({ answerId, url: 'https://example.org', title: words });
			await db.insert(t.answerServices).values({ answerId, serviceId: services[0], note: words });
			await db
				.insert(t.answerMetrics)
				.values({ answerId, position: 1, name: words, value: 1, unit: 'reports', period: '2026' });
		}
		await db
			.insert(t.assessmentSteps)
			.values((['draft', 'submitted'] as const).map((step) => ({ ...of, state: step })));
		await db.insert(t.assessmentRevisions).values({
			...of,
			revision: 1,
			snapshot: {},
			contentHash: name,
			attestedBy: author.userId,
			attestedName: author.name,
			attestedTitle: name
		});
		// The draft has none yet, so that one can be tried.
		if (name !== 'draft') await db.insert(t.assessmentProgress).values(of);
		const about = { ...of, requirementId: requirements[0] };
		await db
			.insert(t.answerAssignments)
			.values({ ...about, userId: author.userId, assignedBy: author.userId });
		await db.insert(t.answerPresence).values({ ...about, userId: author.userId });
		await db.insert(t.answerReviews).values(
			[false, true].map((released, index) => ({
				...of,
				requirementId: requirements[index] ?? '',
				revision: 1,
				comment: name,
				released,
				reviewerId: editor.userId
			}))
		);
		await db
			.insert(t.reviewerOpinions)
			.values({ ...about, revision: 1, reviewerId: editor.userId, rating: 1, note: name });
		if (name === 'in_review')
			await db
				.insert(t.reviewerInterests)
				.values({ ...of, reviewerId: publisher.userId, conflicted: false, note: name });
		await db.insert(t.reviewReplies).values({
			...about,
			revision: 1,
			body: name,
			bodyLocale: 'en',
			repliedBy: author.userId
		});
		if (state === 'published')
			await db.insert(t.publishedReviews).values(
				VISIBILITIES.map((visibility, index) => ({
					...of,
					requirementId: requirements[index] ?? '',
					visibility,
					rating: 1,
					reason: `${name} ${visibility}`
				}))
			);
	}
	for (const { id: organisationId, slug } of [owner, other]) {
		const whose = { cycleId: made.cycles.draft, organisationId };
		await db.insert(t.cycleInvitations).values(whose);
		await db
			.insert(t.cycleExtensions)
			.values({ ...whose, until: '2027-01-07', reason: slug, grantedBy: editor.userId });
	}
	await db.insert(t.cycleAggregates).values(
		[true, false].map((withdrawn, index) => ({
			cycleId: made.cycles.kept,
			requirementId: requirements[index] ?? '',
			organisations: 5,
			counts: [1, 1, 1, 1, 1, 0],
			countedAt: new Date(),
			withdrawn
		}))
	);
	await db.insert(t.countedAssessments).values({ assessmentId: made.assessments.kept });
	return made;
}
