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
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import {
	ASKED_QUESTIONS,
	NUMBER_FORMS,
	PASSAGE_STATES,
	SUMMARY_STATES
} from '#lib/summaries/vocabulary.ts';
import { users } from './access.ts';
import { bytes, createdAt, id, moment, oneOf } from './columns.ts';
import { organisations } from './organisations.ts';

export const summaries = pgTable(
	'summaries',
	{
		id: id(),
		slug: text().notNull(),
		/** Which edition under this slug: a correction is the next one. */
		edition: integer().notNull().default(1),
		state: text({ enum: SUMMARY_STATES }).notNull().default('draft'),
		titleEn: text().notNull().default(''),
		titleFr: text().notNull().default(''),
		bodyEn: text().notNull().default(''),
		bodyFr: text().notNull().default(''),
		asOf: date({ mode: 'string' }),
		correctionNoteEn: text(),
		correctionNoteFr: text(),
		returnComment: text(),
		/** Everyone who wrote in it: none of them may publish it. */
		authors: uuid().array().notNull().default([]),
		/** When it is published, and by whose proof of who they are, while it is scheduled. */
		publishAt: moment(),
		scheduledBy: uuid().references(() => users.id),
		publishedBy: uuid().references(() => users.id),
		publishedAt: moment(),
		/** Why readers should no longer rely on it, once it is withdrawn. */
		withdrawalReasonEn: text(),
		withdrawalReasonFr: text(),
		withdrawnAt: moment(),
		createdBy: uuid().references(() => users.id),
		createdAt: createdAt(),
		updatedAt: createdAt(),
		version: integer().notNull().default(1),
		/** Counts changes of the titles, the text and the notes alone; the database counts. */
		textVersion: integer().notNull().default(1)
	},
	(t) => [
		unique('summaries_edition').on(t.slug, t.edition),
		uniqueIndex('summaries_current')
			.on(t.slug)
			.where(sql`state = 'published'`),
		oneOf('summaries_state', t.state, SUMMARY_STATES),
		check('summaries_slug', sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
		check(
			'summaries_four_eyes',
			sql`${t.publishedBy} is null or not (${t.publishedBy} = any (${t.authors}))`
		),
		check(
			'summaries_scheduled',
			sql`(${t.state} = 'scheduled') = (${t.publishAt} is not null) and (${t.state} = 'scheduled') = (${t.scheduledBy} is not null) and (${t.scheduledBy} is null or not (${t.scheduledBy} = any (${t.authors})))`
		),
		check(
			'summaries_both_languages',
			sql`${t.state} in ('draft', 'in_review') or (${t.titleEn} <> '' and ${t.titleFr} <> '' and ${t.bodyEn} <> '' and ${t.bodyFr} <> '' and (${t.state} = 'scheduled' or ${t.publishedAt} is not null))`
		),
		check(
			'summaries_withdrawn_why',
			sql`(${t.state} = 'withdrawn') = (${t.withdrawnAt} is not null) and (${t.state} = 'withdrawn') = (coalesce(${t.withdrawalReasonEn}, '') <> '' and coalesce(${t.withdrawalReasonFr}, '') <> '')`
		),
		check(
			'summaries_no_comment',
			sql`${t.state} in ('draft', 'in_review') or ${t.returnComment} is null`
		),
		check('summaries_length', sql`length(${t.bodyEn}) <= 100000 and length(${t.bodyFr}) <= 100000`)
	]
);

export const figures = pgTable(
	'figures',
	{
		id: id(),
		summaryId: uuid()
			.notNull()
			.references(() => summaries.id),
		position: smallint().notNull(),
		question: text({ enum: ASKED_QUESTIONS }).notNull(),
		filters: jsonb().notNull().default({}),
		captionEn: text().notNull().default(''),
		captionFr: text().notNull().default(''),
		/** What it shows, in the author's words; where there are none, in those made from the data. */
		altEn: text().notNull().default(''),
		altFr: text().notNull().default(''),
		/** Whether readers see it: one that is not shown is there for the numbers of the text. */
		shown: boolean().notNull().default(true),
		/** The answer as it was when the summary was published. */
		frozen: jsonb(),
		frozenAt: moment()
	},
	(t) => [
		unique('figures_position').on(t.summaryId, t.position),
		oneOf('figures_question', t.question, ASKED_QUESTIONS)
	]
);

/** A number of the text, bound to the cell of a figure that yields it: `{{number 1}}`. It is frozen with the figure. */
export const summaryNumbers = pgTable(
	'summary_numbers',
	{
		id: id(),
		summaryId: uuid()
			.notNull()
			.references(() => summaries.id),
		position: smallint().notNull(),
		figureId: uuid()
			.notNull()
			.references(() => figures.id, { onDelete: 'cascade' }),
		/** Which of the figure's tables, from 0; and the row and the column of it, as `rowsOf` names them. */
		part: smallint().notNull().default(0),
		row: text().notNull(),
		column: text().notNull(),
		form: text({ enum: NUMBER_FORMS }).notNull().default('count')
	},
	(t) => [
		unique('summary_numbers_position').on(t.summaryId, t.position),
		index('summary_numbers_figure').on(t.figureId),
		oneOf('summary_numbers_form', t.form, NUMBER_FORMS)
	]
);

/** The public record as it stood when an edition was published, as the one file that readers download: written once, never changed. */
export const summaryPackages = pgTable(
	'summary_packages',
	{
		summaryId: uuid()
			.primaryKey()
			.references(() => summaries.id),
		content: bytes().notNull(),
		size: integer().notNull(),
		sha256: text().notNull(),
		madeAt: createdAt()
	},
	(t) => [
		check('summary_packages_size', sql`${t.size} = octet_length(${t.content})`),
		check('summary_packages_sha256', sql`${t.sha256} = encode(sha256(${t.content}), 'hex')`)
	]
);

/**
 * What an organisation is shown of a summary that names it, before anyone else reads it, and what it replies: printed
 * with the edition, and so is silence.
 */
export const summaryReplies = pgTable(
	'summary_replies',
	{
		id: id(),
		summaryId: uuid()
			.notNull()
			.references(() => summaries.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		state: text({ enum: PASSAGE_STATES }).notNull().default('awaiting_reply'),
		/** The title and the passage as the organisation was shown them. */
		titleEn: text().notNull(),
		titleFr: text().notNull(),
		passageEn: text().notNull(),
		passageFr: text().notNull(),
		/** The last day of the right of reply. */
		dueOn: date({ mode: 'string' }).notNull(),
		askedBy: uuid()
			.notNull()
			.references(() => users.id),
		askedAt: createdAt(),
		replyEn: text(),
		replyFr: text(),
		repliedBy: uuid().references(() => users.id),
		repliedAt: moment(),
		/** When the reply was last reworded; null where it stands as it was sent. */
		changedAt: moment(),
		/** Why the organisation is no longer asked; it reads it. */
		droppedReason: text(),
		version: integer().notNull().default(1)
	},
	(t) => [
		oneOf('summary_replies_state', t.state, PASSAGE_STATES),
		check(
			'summary_replies_replied',
			sql`(${t.repliedAt} is null) = (coalesce(${t.replyEn}, '') = '' and coalesce(${t.replyFr}, '') = '') and (${t.repliedAt} is null) = (${t.repliedBy} is null)`
		),
		check(
			'summary_replies_dropped',
			sql`(${t.state} = 'dropped') = (${t.droppedReason} is not null) and length(${t.droppedReason}) between 1 and 2000`
		),
		check(
			'summary_replies_length',
			sql`length(${t.passageEn}) between 1 and 10000 and length(${t.passageFr}) between 1 and 10000 and length(${t.replyEn}) <= 5000 and length(${t.replyFr}) <= 5000`
		),
		index('summary_replies_summary').on(t.summaryId),
		index('summary_replies_organisation').on(t.organisationId)
	]
);
