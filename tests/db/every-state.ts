import type { Actor } from '#lib/access/actor.ts';
import { ASSESSMENT_STATES, VISIBILITIES, type Visibility } from '#lib/assessments/vocabulary.ts';
import { COMMITMENT_STATES, UPDATE_STATES } from '#lib/commitments/vocabulary.ts';
import { FINDING_STATES } from '#lib/frameworks/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { SUMMARY_STATES } from '#lib/summaries/vocabulary.ts';
import type { Cast } from './world.ts';

/** One record of each kind in each state, all of them `owner`'s; in the commitments `partner` takes part. */
export async function plantEveryState(db: Db, { owner, partner, actors }: Cast): Promise<void> {
	const author = actors.contributor as Actor & { kind: 'person' };
	const now = new Date();
	for (const state of COMMITMENT_STATES) {
		const out = state === 'published' || state === 'withdrawn';
		const commitment = only(
			await db
				.insert(t.commitments)
				.values({
					reference: `OWNER-${state}`,
					ownerId: owner.id,
					kind: 'policy',
					titleEn: state,
					state,
					publishedAt: out ? now : null,
					withdrawnReason: state === 'withdrawn' ? 'replaced' : null
				})
				.returning()
		);
		await db
			.insert(t.milestones)
			.values({ commitmentId: commitment.id, position: 1, titleEn: state });
		await db
			.insert(t.evidence)
			.values({ commitmentId: commitment.id, url: 'https://example.org', title: state });
		await db
			.insert(t.commitmentParticipants)
			.values({ commitmentId: commitment.id, organisationId: partner.id, position: 1 });
		await db.insert(t.commitmentComments).values({
			commitmentId: commitment.id,
			ownerId: owner.id,
			authorId: author.userId,
			authorName: author.name,
			fromSecretariat: false,
			body: state
		});
		if (state !== 'published') continue;
		await db.insert(t.commitmentVersions).values(
			UPDATE_STATES.map((versionState, index) => ({
				commitmentId: commitment.id,
				number: index + 1,
				state: versionState,
				content: {},
				reasonEn: versionState
			}))
		);
		await db.insert(t.commitmentUpdates).values(
			UPDATE_STATES.map((updateState) => ({
				commitmentId: commitment.id,
				ownerId: owner.id,
				state: updateState,
				status: 'on_track' as const,
				basis: 'owner' as const,
				noteEn: updateState
			}))
		);
	}
	const framework = only(
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
			VISIBILITIES.map((visibility, index) => ({
				frameworkId: framework.id,
				number: index + 1,
				titleEn: visibility,
				titleFr: visibility
			}))
		)
		.returning();
	for (const state of ASSESSMENT_STATES) {
		const cycle = only(
			await db
				.insert(t.cycles)
				.values({
					frameworkId: framework.id,
					key: state.replace('_', '-'),
					nameEn: state,
					nameFr: state,
					opensOn: '2026-01-01',
					dueOn: '2026-12-01',
					closesOn: '2026-12-31'
				})
				.returning()
		);
		const published = state === 'published';
		const assessment = only(
			await db
				.insert(t.assessments)
				.values({
					cycleId: cycle.id,
					organisationId: owner.id,
					state,
					publishedAt: published ? now : null,
					disclosed: published,
					publicRatings: published ? [1, -2, -2] : null
				})
				.returning()
		);
		const answers = await db
			.insert(t.answers)
			.values(
				requirements.map((requirement, index) => ({
					assessmentId: assessment.id,
					organisationId: owner.id,
					published,
					requirementId: requirement.id,
					rating: 1,
					narrative: state,
					visibility: VISIBILITIES[index] as Visibility
				}))
			)
			.returning();
		await db.insert(t.evidence).values(
			answers.map(({ id, visibility }) => ({
				answerId: id,
				url: 'https://example.org',
				title: `${state} ${visibility}`
			}))
		);
		await db.insert(t.answerReviews).values(
			[false, true].map((released, index) => ({
				assessmentId: assessment.id,
				organisationId: owner.id,
				requirementId: requirements[index]?.id ?? '',
				revision: 1,
				comment: 'seen',
				released,
				reviewerId: (actors.editor as typeof author).userId
			}))
		);
	}
	const findings = await db
		.insert(t.findings)
		.values(
			FINDING_STATES.map((state) => ({
				organisationId: owner.id,
				requirementId: requirements[0]?.id ?? '',
				voice: 'civil_society' as const,
				direction: 'gap' as const,
				textEn: state,
				sourceUrl: 'https://example.org',
				state,
				replyUntil: '2026-01-01',
				droppedReason: state === 'dropped' ? 'Not so.' : null,
				createdBy: (actors.editor as typeof author).userId
			}))
		)
		.returning();
	await db.insert(t.findingReplies).values(
		findings.map(({ id, state }) => ({
			findingId: id,
			organisationId: owner.id,
			body: state,
			bodyLocale: 'en' as const,
			repliedBy: author.userId
		}))
	);
	for (const state of SUMMARY_STATES) {
		const summary = only(
			await db
				.insert(t.summaries)
				.values({
					slug: state.replace('_', '-'),
					state,
					titleEn: state,
					titleFr: state,
					bodyEn: state,
					bodyFr: state,
					authors: [author.userId],
					publishedAt: now
				})
				.returning()
		);
		await db
			.insert(t.figures)
			.values({ summaryId: summary.id, position: 1, question: 'country_status' });
	}
}
