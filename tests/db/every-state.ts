import { eq, sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import type { Person } from '#lib/access/actor.ts';
import { FINDING_STATES, type FindingState } from '#lib/frameworks/vocabulary.ts';
import { tombstone } from '#lib/removals/labels.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import {
	PASSAGE_STATES,
	SUMMARY_STATES,
	type PassageState,
	type SummaryState
} from '#lib/summaries/vocabulary.ts';
import {
	plantAssessments,
	plantGround,
	type Assessments,
	type Ground
} from './every-assessment.ts';
import { plantCommitments, type Commitments } from './every-commitment.ts';
import { plantWebhooks } from './every-webhook.ts';
import type { Cast } from './world.ts';

/** The states whose summary has its data with it already; to the others a probe tries to add them. */
export const PACKAGED: readonly SummaryState[] = SUMMARY_STATES.filter(
	(state) => state !== 'draft' && state !== 'scheduled' && state !== 'published'
);

/** Ids of what was planted, so that a change is tried by one who knows them. */
export interface Planted extends Commitments, Assessments, Ground {
	owner: string;
	other: string;
	/** A person of `owner`, and one of `other`. */
	author: string;
	outsider: string;
	summaries: Record<SummaryState, string>;
	/** A passage of a summary in each state; `other` is asked about one in review, and has not replied. */
	passages: Record<PassageState | 'unanswered', string>;
	/** A finding about `other`, to which nobody has replied. */
	unanswered: string;
}

/** One record of each kind in each state, all of them `owner`'s; in the commitments `partner` takes part. */
export async function plantEveryState(db: Db, cast: Cast): Promise<Planted> {
	const ground = await plantGround(db, cast);
	const summaries = await plantSummaries(db, cast);
	const planted = {
		...ground,
		...(await plantCommitments(db, cast, ground.requirements[0])),
		...(await plantAssessments(db, cast, ground)),
		owner: cast.owner.id,
		other: cast.other.id,
		author: (cast.actors.contributor as Person).userId,
		outsider: (cast.actors.stranger as Person).userId,
		unanswered: await plantFindings(db, cast, ground.requirements[0]),
		summaries,
		passages: await plantPassages(db, cast, summaries)
	};
	await plantOffice(db, cast, planted);
	return planted;
}

async function plantFindings(
	db: Db,
	{ owner, other, actors }: Cast,
	requirementId: string
): Promise<string> {
	const [author, editor] = [actors.contributor, actors.editor] as [Person, Person];
	const finding = (organisationId: string, state: FindingState) => ({
		organisationId,
		requirementId,
		voice: 'civil_society' as const,
		direction: 'gap' as const,
		textEn: state,
		sourceUrl: 'https://example.org',
		state,
		replyUntil: '2026-01-01',
		droppedReason: state === 'dropped' ? 'Not so.' : null,
		createdBy: editor.userId
	});
	const findings = await db
		.insert(t.findings)
		.values(FINDING_STATES.map((state) => finding(owner.id, state)))
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
	return only(await db.insert(t.findings).values(finding(other.id, 'awaiting_reply')).returning())
		.id;
}

async function plantSummaries(db: Db, { actors }: Cast): Promise<Planted['summaries']> {
	const made = {} as Planted['summaries'];
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
					authors: [(actors.contributor as Person).userId],
					publishedAt: new Date(),
					...(state === 'scheduled' && {
						publishAt: new Date('2099-01-01'),
						scheduledBy: (actors.publisher as Person).userId
					}),
					...(state === 'withdrawn' && {
						withdrawnAt: new Date(),
						withdrawalReasonEn: state,
						withdrawalReasonFr: state
					})
				})
				.returning()
		);
		made[state] = summary.id;
		await plantDrafting(db, summary.id, state, actors.editor as Person);
		const figure = only(
			await db
				.insert(t.figures)
				.values({ summaryId: summary.id, position: 1, question: 'country_status' })
				.returning()
		);
		await db.insert(t.summaryNumbers).values({
			summaryId: summary.id,
			figureId: figure.id,
			position: 1,
			row: 'CA',
			column: 'total'
		});
		if (!PACKAGED.includes(state)) continue;
		const content = Buffer.from(state);
		await db.insert(t.summaryPackages).values({
			summaryId: summary.id,
			content,
			size: content.length,
			sha256: createHash('sha256').update(content).digest('hex')
		});
	}
	return made;
}

/** What its editors have beside it: a section, a comment, and one of them who has it open. */
async function plantDrafting(
	db: Db,
	summaryId: string,
	state: SummaryState,
	{ userId }: Person
): Promise<void> {
	await db.insert(t.summarySections).values({ summaryId, position: 0, textEn: state });
	await db.insert(t.summaryComments).values({ summaryId, body: state, writtenBy: userId });
	await db.insert(t.summaryPresence).values({ summaryId, userId });
}

/** What `owner` was shown: of a summary in review what is open or taken back, of a published one what it replied. */
async function plantPassages(
	db: Db,
	{ owner, other, actors }: Cast,
	{ in_review, published, draft }: Planted['summaries']
): Promise<Planted['passages']> {
	const [approver, editor] = [actors.approver, actors.editor] as [Person, Person];
	const made = {} as Planted['passages'];
	const passage = (organisationId: string, summaryId: string, state: PassageState) => ({
		summaryId,
		organisationId,
		state,
		titleEn: state,
		titleFr: state,
		passageEn: state,
		passageFr: state,
		dueOn: '2099-01-01',
		droppedReason: state === 'dropped' ? 'Not so.' : null,
		askedBy: editor.userId
	});
	for (const state of PASSAGE_STATES)
		made[state] = only(
			await db
				.insert(t.summaryReplies)
				.values({
					...passage(owner.id, state === 'published' ? published : in_review, state),
					replyEn: state,
					repliedBy: approver.userId,
					repliedAt: new Date()
				})
				.returning()
		).id;
	// What is published of a summary that is not is nobody's but the two sides'.
	await db.insert(t.summaryReplies).values(passage(owner.id, draft, 'published'));
	made.unanswered = only(
		await db
			.insert(t.summaryReplies)
			.values({ ...passage(other.id, draft, 'awaiting_reply'), passageEn: 'unanswered' })
			.returning()
	).id;
	return made;
}

/** Of each organisation, a finding whose text was removed at once: only an administrator's transaction can. */
export async function plantRemovals(
	db: Db,
	{ owner, unanswered }: Pick<Planted, 'owner' | 'unanswered'>
): Promise<void> {
	const { en, fr } = tombstone('illegal', new Date());
	const mine = sql`(select id from findings where organisation_id = ${owner} and state = 'published')`;
	for (const id of [mine, sql`${unanswered}::uuid`])
		await db.execute(
			sql`select concord_remove_text('finding', ${id}, false, 'illegal', ${en}, ${fr}, '{}')`
		);
}

/** What an organisation has behind the scenes: invitations, a file brought in, a form sent, an entry in the audit log. */
async function plantOffice(db: Db, { owner, other }: Cast, planted: Planted): Promise<void> {
	for (const { id: organisationId, slug } of [owner, other]) {
		await db.insert(t.invitations).values({
			organisationId,
			name: slug,
			email: `${slug}@example.org`,
			role: 'viewer',
			expiresAt: new Date('2099-01-01')
		});
		await db.insert(t.endorsements).values({ frameworkId: planted.framework, organisationId });
		await db.execute(
			sql`select audit_append(null, ${organisationId}, ${slug}, 'organisation', ${organisationId}, '{}')`
		);
	}
	await db.insert(t.imports).values({
		organisationId: owner.id,
		createdBy: planted.author,
		fileName: 'file',
		locale: 'en'
	});
	await db
		.insert(t.formTokens)
		.values({ token: crypto.randomUUID(), userId: planted.author, result: 'sent' });
	await db
		.insert(t.accounts)
		.values({ userId: planted.author, type: 'oidc', provider: 'x', providerAccountId: 'x' });
	await db.insert(t.sessions).values({
		sessionToken: 'hash',
		userId: planted.author,
		expires: new Date('2099-01-01')
	});
	await db.insert(t.passkeys).values({
		userId: planted.author,
		name: 'laptop',
		credentialId: 'x',
		publicKey: new Uint8Array(1),
		counter: 0,
		transports: []
	});
	await plantTokens(db, [owner, other], planted);
	await plantWebhooks(db, [owner, other], planted);
}

/** A token of each of these organisations, and one of a person of the first, with an answer kept for it. */
async function plantTokens(
	db: Db,
	[owner, other]: [Cast['owner'], Cast['other']],
	{ author, outsider }: Planted
): Promise<void> {
	const token = (organisationId: string, createdBy: string) => ({
		id: crypto.randomUUID(),
		organisationId,
		createdBy,
		hash: crypto.randomUUID(),
		scopes: ['updates:write' as const],
		expiresAt: new Date(Date.now() + 1000 * 60 * 60)
	});
	for (const [{ id, slug }, by] of [
		[owner, author],
		[other, outsider]
	] as const) {
		const one = token(id, by);
		await db.insert(t.apiTokens).values({ ...one, userId: one.id, name: `of ${slug}` });
	}
	const { id: membershipId } = only(
		await db
			.select({ id: t.memberships.id })
			.from(t.memberships)
			.where(eq(t.memberships.userId, author))
	);
	const personal = token(owner.id, author);
	await db
		.insert(t.apiTokens)
		.values({ ...personal, userId: author, membershipId, name: 'personal' });
	await db
		.insert(t.idempotencyKeys)
		.values({ tokenId: personal.id, key: 'kept', request: 'x', status: 201 });
}
