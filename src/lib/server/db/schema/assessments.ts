import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	smallint,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import {
	ASSESSMENT_STATES,
	CONFIDENCES,
	CONTINUITIES,
	NOT_APPLICABLE_KINDS,
	VISIBILITIES
} from '#lib/assessments/vocabulary.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { users } from './access.ts';
import {
	createdAt,
	id,
	isPartialDate,
	isWebAddress,
	moment,
	oneOf,
	partialDate
} from './columns.ts';
import { commitmentUpdates } from './commitment-reports.ts';
import { commitments } from './commitments.ts';
import { cycles } from './cycles.ts';
import { requirements } from './frameworks.ts';
import { organisations } from './organisations.ts';

export const assessments = pgTable(
	'assessments',
	{
		id: id(),
		cycleId: uuid()
			.notNull()
			.references(() => cycles.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		state: text({ enum: ASSESSMENT_STATES }).notNull().default('draft'),
		/** Counts submissions: 0 until the first. */
		revision: integer().notNull().default(0),
		createdBy: uuid().references(() => users.id),
		createdAt: createdAt(),
		submittedAt: moment(),
		acceptedAt: moment(),
		publishedAt: moment(),
		returnComment: text(),
		/**
		 * Written on publishing, for the matrix: one number per requirement in the framework's
		 * order, a rating 0 to 4 or one of CELL_CODES, as the public may see it.
		 */
		publicRatings: smallint().array(),
		/** The reviewer's ratings likewise: CELL_CODES.notAnswered where there is none. */
		publicReviewerRatings: smallint().array(),
		/** Shown as this organisation's own, once published. */
		disclosed: boolean().notNull().default(false),
		/** Where a framework is shown in aggregate only: whether this organisation publishes its own. */
		disclosesOwn: boolean().notNull().default(false),
		/** The last day of the right of reply, where a rating below its own is to be published. */
		replyUntil: date({ mode: 'string' }),
		/** When the organisation said that it has no further reply: nobody waits until that day then. */
		replyEndedAt: moment()
	},
	(t) => [
		unique('assessments_once').on(t.cycleId, t.organisationId),
		oneOf('assessments_state', t.state, ASSESSMENT_STATES),
		check('assessments_disclosed', sql`not ${t.disclosed} or ${t.state} = 'published'`),
		check(
			'assessments_published',
			sql`(${t.state} = 'published') = (${t.publishedAt} is not null and ${t.publicRatings} is not null)`
		),
		// The row is public from then on: nothing of what was said while it was reviewed may stay in it.
		check('assessments_no_comment', sql`${t.state} <> 'published' or ${t.returnComment} is null`),
		index('assessments_organisation').on(t.organisationId),
		index('assessments_state').on(t.state),
		// The matrices: all that they need, so that they read this and nothing else of an assessment.
		index('assessments_compared')
			.on(t.cycleId, t.organisationId, t.publicRatings, t.publicReviewerRatings)
			.where(sql`disclosed`),
		// What became public between two days, newest first.
		index('assessments_since')
			.on(t.publishedAt, t.id)
			.where(sql`disclosed`)
	]
);

/**
 * Whose answers are in the sum that `cycle_aggregates` holds of their cycle: written with it, so that whether it
 * still hides each is never guessed from times.
 */
export const countedAssessments = pgTable('counted_assessments', {
	assessmentId: uuid()
		.primaryKey()
		.references(() => assessments.id)
});

export const answers = pgTable(
	'answers',
	{
		id: id(),
		assessmentId: uuid()
			.notNull()
			.references(() => assessments.id),
		/** The company, and whether the assessment is published: repeated for row-level security. */
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		published: boolean().notNull().default(false),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id),
		rating: smallint(),
		notApplicable: boolean().notNull().default(false),
		notApplicableKind: text({ enum: NOT_APPLICABLE_KINDS }),
		notApplicableReason: text(),
		narrative: text(),
		narrativeLocale: text({ enum: LOCALES }).notNull().default('en'),
		/** What has changed since the last cycle, in the organisation's words. */
		changeNote: text(),
		confidence: text({ enum: CONFIDENCES }),
		visibility: text({ enum: VISIBILITIES }).notNull().default('public'),
		continuity: text({ enum: CONTINUITIES }).notNull().default('new'),
		/** The cycle in which what it says was first said; null where that is this one. */
		sinceCycleId: uuid().references(() => cycles.id),
		version: integer().notNull().default(1),
		updatedBy: uuid().references(() => users.id),
		updatedAt: createdAt()
	},
	(t) => [
		unique('answers_once').on(t.assessmentId, t.requirementId),
		oneOf('answers_visibility', t.visibility, VISIBILITIES),
		oneOf('answers_continuity', t.continuity, CONTINUITIES),
		oneOf('answers_not_applicable_kind', t.notApplicableKind, NOT_APPLICABLE_KINDS),
		oneOf('answers_confidence', t.confidence, CONFIDENCES),
		check(
			'answers_since',
			sql`(${t.sinceCycleId} is not null) = (${t.continuity} in ('confirmed', 'carried'))`
		),
		oneOf('answers_narrative_locale', t.narrativeLocale, LOCALES),
		check('answers_rating', sql`${t.rating} between 0 and 4`),
		check('answers_one_of', sql`not (${t.notApplicable} and ${t.rating} is not null)`),
		check(
			'answers_length',
			sql`length(${t.narrative}) <= 10000 and length(${t.notApplicableReason}) <= 2000 and length(${t.changeNote}) <= 2000`
		),
		index('answers_requirement').on(t.requirementId)
	]
);

/** What was submitted, as it was: the snapshot of the moment of attestation. Never changed. */
export const assessmentRevisions = pgTable(
	'assessment_revisions',
	{
		id: id(),
		assessmentId: uuid()
			.notNull()
			.references(() => assessments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		revision: integer().notNull(),
		snapshot: jsonb().notNull(),
		contentHash: text().notNull(),
		attestedBy: uuid()
			.notNull()
			.references(() => users.id),
		attestedName: text().notNull(),
		attestedTitle: text().notNull(),
		createdAt: createdAt()
	},
	(t) => [unique('assessment_revisions_once').on(t.assessmentId, t.revision)]
);

/** A link that shows what is said. Never a file, never a link to material. */
export const evidence = pgTable(
	'evidence',
	{
		id: id(),
		commitmentId: uuid().references(() => commitments.id),
		updateId: uuid().references(() => commitmentUpdates.id),
		answerId: uuid().references(() => answers.id),
		url: text().notNull(),
		title: text().notNull(),
		publisher: text(),
		publishedOn: partialDate(),
		checkedOn: date({ mode: 'string' }),
		createdAt: createdAt()
	},
	(t) => [
		check('evidence_one', sql`num_nonnulls(${t.commitmentId}, ${t.updateId}, ${t.answerId}) = 1`),
		isWebAddress('evidence_url', t.url),
		check(
			'evidence_length',
			sql`length(${t.url}) <= 2000 and length(${t.title}) between 1 and 300`
		),
		isPartialDate('evidence_published_on', t.publishedOn),
		index('evidence_commitment').on(t.commitmentId),
		index('evidence_update').on(t.updateId),
		index('evidence_answer').on(t.answerId),
		// A hash: an address may be longer than what a tree holds.
		index('evidence_address').using('hash', t.url)
	]
);
