import { sql } from 'drizzle-orm';
import {
	check,
	date,
	integer,
	jsonb,
	pgTable,
	smallint,
	text,
	unique,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { FIGURE_QUESTIONS, SUMMARY_STATES } from '#lib/summaries/vocabulary.ts';
import { users } from './access.ts';
import { bytes, createdAt, id, moment, oneOf } from './columns.ts';

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
			'summaries_both_languages',
			sql`${t.state} in ('draft', 'in_review') or (${t.titleEn} <> '' and ${t.titleFr} <> '' and ${t.bodyEn} <> '' and ${t.bodyFr} <> '' and ${t.publishedAt} is not null)`
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
		question: text({ enum: FIGURE_QUESTIONS }).notNull(),
		filters: jsonb().notNull().default({}),
		captionEn: text().notNull().default(''),
		captionFr: text().notNull().default(''),
		/** The answer as it was when the summary was published. */
		frozen: jsonb(),
		frozenAt: moment()
	},
	(t) => [
		unique('figures_position').on(t.summaryId, t.position),
		oneOf('figures_question', t.question, FIGURE_QUESTIONS)
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
