import { sql } from 'drizzle-orm';
import { check, index, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { users } from './access.ts';
import { createdAt, id, moment } from './columns.ts';
import { summaries } from './summaries.ts';

/**
 * A section of a summary's text in both languages, beside one another, as its editors see it: which belongs to
 * which, and what of it last said the same. The text that is published stands in the summary itself.
 */
export const summarySections = pgTable(
	'summary_sections',
	{
		id: id(),
		summaryId: uuid()
			.notNull()
			.references(() => summaries.id),
		position: smallint().notNull(),
		textEn: text().notNull().default(''),
		textFr: text().notNull().default(''),
		/** Both as they were when somebody last said that they say the same. */
		agreedEn: text().notNull().default(''),
		agreedFr: text().notNull().default(''),
		agreedAt: moment(),
		agreedBy: uuid().references(() => users.id),
		changedEnAt: moment(),
		changedEnBy: uuid().references(() => users.id),
		changedFrAt: moment(),
		changedFrBy: uuid().references(() => users.id)
	},
	(t) => [index('summary_sections_summary').on(t.summaryId, t.position)]
);

/** What the secretariat's people say to one another about a summary in work; never public. */
export const summaryComments = pgTable(
	'summary_comments',
	{
		id: id(),
		summaryId: uuid()
			.notNull()
			.references(() => summaries.id),
		/** The section it is about, for as long as that is there; none where it is about the whole. */
		sectionId: uuid(),
		/** What the section was called then. */
		sectionName: text(),
		body: text().notNull(),
		writtenBy: uuid()
			.notNull()
			.references(() => users.id),
		createdAt: createdAt(),
		resolvedAt: moment(),
		resolvedBy: uuid().references(() => users.id)
	},
	(t) => [
		index('summary_comments_summary').on(t.summaryId, t.createdAt),
		check('summary_comments_length', sql`length(${t.body}) between 1 and 5000`),
		check('summary_comments_resolved', sql`(${t.resolvedAt} is null) = (${t.resolvedBy} is null)`)
	]
);

/** Who has the text of a summary open: kept up while their page is, and worthless a minute later. */
export const summaryPresence = pgTable(
	'summary_presence',
	{
		id: id(),
		summaryId: uuid()
			.notNull()
			.references(() => summaries.id),
		userId: uuid()
			.notNull()
			.references(() => users.id),
		/** Since when, without a break. */
		since: createdAt(),
		seenAt: createdAt()
	},
	(t) => [unique('summary_presence_once').on(t.summaryId, t.userId)]
);
