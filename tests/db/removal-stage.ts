import { eq } from 'drizzle-orm';
import type { Removable } from '#lib/removals/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { cycle, framework } from './assessment-world.ts';
import { published, setTheStage, who, world } from './summary-stage.ts';
import { asSystem } from './world.ts';

/** A text in each place where one can stand, none like another. */
export const canary = (kind: Removable, place: string) =>
	`Quetzal ${kind} ${place}, which nobody else says, “and quoted”, over\ntwo lines`;

/** What was planted, by its kind, and the summary, once `plantTexts` has run. */
export let ids: Record<Removable, string>;
export let summary: { id: string; slug: string };

/** Sets everyone there is into a database, and of each kind a text that can be removed. */
export async function plantTexts(): Promise<void> {
	await setTheStage();
	ids = await plant();
	// Published last: its data hold all that is public by then.
	summary = await published();
	ids.summary = summary.id;
	ids.summary_reply = await reply();
	ids.summary_comment = await comment();
}

async function plant(): Promise<Record<Removable, string>> {
	const { owner } = world;
	const author = who('approver').userId;
	const reviewer = who('editor').userId;
	const { frameworkId, requirements } = await ground();
	const { id: cycleId } = await cycle({ id: frameworkId }, 'removed');
	return asSystem(async (db) => {
		const both = (kind: Removable, place: string) => ({
			en: canary(kind, `${place} en`),
			fr: canary(kind, `${place} fr`)
		});
		const described = both('commitment', 'description');
		const [promise] = await db
			.insert(t.commitments)
			.values({
				reference: 'OWNER-0001',
				ownerId: owner.id,
				kind: 'policy',
				titleEn: 'A title that stays',
				descriptionEn: described.en,
				descriptionFr: described.fr,
				measureEn: canary('commitment', 'measure'),
				state: 'published',
				publishedAt: new Date()
			})
			.returning();
		const commitmentId = promise?.id ?? '';
		await db.insert(t.commitmentVersions).values({
			commitmentId,
			number: 1,
			state: 'accepted',
			content: {
				titleEn: 'A title that stays',
				descriptionEn: canary('commitment', 'old wording')
			},
			decidedAt: new Date()
		});
		await db.insert(t.evidence).values({
			commitmentId,
			url: 'https://example.org/',
			title: canary('commitment', 'evidence')
		});
		await db.insert(t.mailOutbox).values({
			dedupeKey: 'told',
			recipient: 'reader@example.org',
			locale: 'en',
			subject: 'Told',
			body: `About: ${canary('finding_reply', 'body')}. Yours`
		});
		await db.insert(t.notices).values({
			dedupeKey: 'told',
			event: 'update_posted',
			organisationId: owner.id,
			detail: { title: canary('finding_reply', 'body') },
			path: '/'
		});
		const note = both('update', 'note');
		const update = only(
			await db
				.insert(t.commitmentUpdates)
				.values({
					commitmentId,
					ownerId: owner.id,
					state: 'accepted',
					status: 'on_track',
					basis: 'owner',
					asOf: '2026-10-01',
					noteEn: note.en,
					noteFr: note.fr,
					createdBy: author,
					decidedAt: new Date()
				})
				.returning()
		);
		const said = only(
			await db
				.insert(t.commitmentComments)
				.values({
					commitmentId,
					ownerId: owner.id,
					authorId: author,
					authorName: 'A',
					fromSecretariat: false,
					body: canary('comment', 'body')
				})
				.returning()
		);
		const assessment = only(
			await db
				.insert(t.assessments)
				.values({
					cycleId,
					organisationId: owner.id,
					state: 'published',
					revision: 1,
					disclosed: true,
					publishedAt: new Date(),
					publicRatings: [3, 3, 3],
					publicReviewerRatings: [-1, -1, -1]
				})
				.returning()
		);
		const of = {
			assessmentId: assessment.id,
			organisationId: owner.id,
			requirementId: requirements[0] ?? ''
		};
		const answer = only(
			await db
				.insert(t.answers)
				.values({
					...of,
					published: true,
					rating: 3,
					narrative: canary('answer', 'narrative'),
					narrativeLocale: 'en',
					changeNote: canary('answer', 'change'),
					visibility: 'public'
				})
				.returning()
		);
		await db.insert(t.evidence).values({
			answerId: answer.id,
			url: 'https://example.org/',
			title: canary('answer', 'evidence')
		});
		await db.insert(t.assessmentRevisions).values({
			assessmentId: assessment.id,
			organisationId: owner.id,
			revision: 1,
			snapshot: {
				answers: [
					{
						number: 1,
						narrative: canary('answer', 'as it was attested'),
						evidence: [],
						services: []
					},
					{ number: 2, narrative: 'What stays.' }
				]
			},
			contentHash: 'hash',
			attestedBy: author,
			attestedName: 'A',
			attestedTitle: 'B'
		});
		const review = only(
			await db
				.insert(t.publishedReviews)
				.values({
					...of,
					visibility: 'public',
					rating: 2,
					reason: canary('review', 'reason'),
					reply: canary('review_reply', 'reply')
				})
				.returning()
		);
		await db.insert(t.answerReviews).values({
			...of,
			revision: 1,
			comment: canary('review', 'comment'),
			reason: canary('review', 'reason'),
			reviewerId: reviewer
		});
		await db.insert(t.reviewReplies).values({
			...of,
			revision: 1,
			body: canary('review_reply', 'reply'),
			bodyLocale: 'en',
			repliedBy: author
		});
		const gap = both('finding', 'text');
		const finding = only(
			await db
				.insert(t.findings)
				.values({
					organisationId: owner.id,
					requirementId: requirements[0] ?? '',
					voice: 'civil_society',
					direction: 'gap',
					textEn: gap.en,
					textFr: gap.fr,
					sourceUrl: 'https://example.org/',
					state: 'published',
					publishedAt: new Date(),
					createdBy: reviewer
				})
				.returning()
		);
		const answered = only(
			await db
				.insert(t.findingReplies)
				.values({
					findingId: finding.id,
					organisationId: owner.id,
					body: canary('finding_reply', 'body'),
					bodyLocale: 'en',
					repliedBy: author
				})
				.returning()
		);
		return {
			commitment: commitmentId,
			update: update.id,
			comment: said.id,
			answer: answer.id,
			review: review.id,
			review_reply: review.id,
			finding: finding.id,
			finding_reply: answered.id,
			summary: '',
			summary_reply: '',
			summary_comment: ''
		};
	});
}

async function ground() {
	const made = await framework('company');
	const requirements = await asSystem((db) =>
		db
			.select({ id: t.requirements.id })
			.from(t.requirements)
			.where(eq(t.requirements.frameworkId, made.id))
			.orderBy(t.requirements.number)
	);
	return { frameworkId: made.id, requirements: requirements.map(({ id }) => id) };
}

const reply = () =>
	asSystem(async (db) => {
		const one = only(
			await db
				.insert(t.summaryReplies)
				.values({
					summaryId: summary.id,
					organisationId: world.owner.id,
					state: 'published',
					titleEn: 'T',
					titleFr: 'T',
					passageEn: 'One third is done.',
					passageFr: 'Le tiers est fait.',
					dueOn: '2026-01-01',
					askedBy: who('editor').userId,
					replyEn: canary('summary_reply', 'reply'),
					repliedBy: who('approver').userId,
					repliedAt: new Date()
				})
				.returning()
		);
		return one.id;
	});

const comment = () =>
	asSystem(async (db) => {
		const one = only(
			await db
				.insert(t.summaryComments)
				.values({
					summaryId: summary.id,
					body: canary('summary_comment', 'body'),
					writtenBy: who('editor').userId
				})
				.returning()
		);
		return one.id;
	});
