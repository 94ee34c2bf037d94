import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	integer,
	pgTable,
	smallint,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { REVIEW_DECISIONS, VISIBILITIES } from '#lib/assessments/vocabulary.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { users } from './access.ts';
import { assessments } from './assessments.ts';
import { createdAt, id, oneOf } from './columns.ts';
import { requirements } from './frameworks.ts';
import { organisations } from './organisations.ts';

/** The reviewer's view of an answer: beside the company's own, never merged with it. */
export const answerReviews = pgTable(
	'answer_reviews',
	{
		id: id(),
		assessmentId: uuid()
			.notNull()
			.references(() => assessments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id),
		revision: integer().notNull(),
		/** To the organisation; never published. */
		comment: text(),
		reviewerRating: smallint(),
		/** Why that rating: published with it. */
		reason: text(),
		reasonLocale: text({ enum: LOCALES }).notNull().default('en'),
		decision: text({ enum: REVIEW_DECISIONS }),
		/** The company sees it once the assessment has been returned, accepted or published. */
		released: boolean().notNull().default(false),
		reviewerId: uuid()
			.notNull()
			.references(() => users.id),
		updatedAt: createdAt()
	},
	(t) => [
		unique('answer_reviews_once').on(t.assessmentId, t.requirementId, t.revision),
		check('answer_reviews_rating', sql`${t.reviewerRating} between 0 and 4`),
		oneOf('answer_reviews_decision', t.decision, REVIEW_DECISIONS),
		oneOf('answer_reviews_reason_locale', t.reasonLocale, LOCALES),
		check(
			'answer_reviews_length',
			sql`length(${t.comment}) <= 5000 and length(${t.reason}) <= 2000`
		)
	]
);

/** What one reviewer holds by themselves, beside what the secretariat says in the end. */
export const reviewerOpinions = pgTable(
	'reviewer_opinions',
	{
		id: id(),
		assessmentId: uuid()
			.notNull()
			.references(() => assessments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id),
		revision: integer().notNull(),
		reviewerId: uuid()
			.notNull()
			.references(() => users.id),
		rating: smallint().notNull(),
		note: text(),
		updatedAt: createdAt()
	},
	(t) => [
		unique('reviewer_opinions_once').on(t.assessmentId, t.requirementId, t.revision, t.reviewerId),
		check('reviewer_opinions_rating', sql`${t.rating} between 0 and 4`),
		check('reviewer_opinions_length', sql`length(${t.note}) <= 2000`)
	]
);

/** What a reviewer declares about their own interest in whom they review. */
export const reviewerInterests = pgTable(
	'reviewer_interests',
	{
		id: id(),
		assessmentId: uuid()
			.notNull()
			.references(() => assessments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		reviewerId: uuid()
			.notNull()
			.references(() => users.id),
		/** Whether it keeps them from deciding. */
		conflicted: boolean().notNull(),
		note: text(),
		createdAt: createdAt()
	},
	(t) => [
		unique('reviewer_interests_once').on(t.assessmentId, t.reviewerId),
		check(
			'reviewer_interests_note',
			sql`length(${t.note}) <= 2000 and (not ${t.conflicted} or ${t.note} is not null)`
		)
	]
);

/** What an organisation replies to a reviewer's rating before it is published. */
export const reviewReplies = pgTable(
	'review_replies',
	{
		id: id(),
		assessmentId: uuid()
			.notNull()
			.references(() => assessments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id),
		revision: integer().notNull(),
		body: text().notNull(),
		bodyLocale: text({ enum: LOCALES }).notNull(),
		repliedBy: uuid()
			.notNull()
			.references(() => users.id),
		repliedAt: createdAt()
	},
	(t) => [
		unique('review_replies_once').on(t.assessmentId, t.requirementId, t.revision),
		oneOf('review_replies_locale', t.bodyLocale, LOCALES),
		check('review_replies_length', sql`length(${t.body}) between 1 and 5000`)
	]
);

/** A reviewer's rating as it was published, with the reply or the silence: written on publishing, never changed. */
export const publishedReviews = pgTable(
	'published_reviews',
	{
		id: id(),
		assessmentId: uuid()
			.notNull()
			.references(() => assessments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id),
		/** That of the answer it is about. */
		visibility: text({ enum: VISIBILITIES }).notNull(),
		rating: smallint().notNull(),
		reason: text(),
		reasonLocale: text({ enum: LOCALES }),
		reply: text(),
		replyLocale: text({ enum: LOCALES }),
		/** The last day of the right of reply; none where the rating was not below the organisation's own. */
		replyUntil: date({ mode: 'string' }),
		publishedAt: createdAt()
	},
	(t) => [
		unique('published_reviews_once').on(t.assessmentId, t.requirementId),
		oneOf('published_reviews_visibility', t.visibility, VISIBILITIES),
		check('published_reviews_rating', sql`${t.rating} between 0 and 4`)
	]
);
