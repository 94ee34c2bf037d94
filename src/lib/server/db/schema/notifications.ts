import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { users } from './access.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { organisations } from './organisations.ts';
import { sql } from 'drizzle-orm';

export const mailOutbox = pgTable(
	'mail_outbox',
	{
		id: id(),
		/** One mail for one occasion, however often it is asked for. */
		dedupeKey: text().notNull().unique(),
		recipient: text().notNull(),
		locale: text({ enum: LOCALES }).notNull(),
		subject: text().notNull(),
		body: text().notNull(),
		/** Where one request ends mails of this kind (RFC 8058); none for mails that cannot be ended. */
		unsubscribeUrl: text(),
		createdAt: createdAt(),
		nextAttemptAt: createdAt(),
		attempts: integer().notNull().default(0),
		sentAt: moment(),
		failedAt: moment(),
		lastError: text()
	},
	(t) => [
		oneOf('mail_outbox_locale', t.locale, LOCALES),
		index('mail_outbox_waiting')
			.on(t.nextAttemptAt)
			.where(sql`sent_at is null and failed_at is null`)
	]
);

/**
 * Something that people of an organisation are to be told, noted by one who may not see who they are:
 * the mail task finds the recipients and writes the mails.
 */
export const notices = pgTable(
	'notices',
	{
		id: id(),
		dedupeKey: text().notNull().unique(),
		event: text().notNull(),
		/** Whose people are told. */
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		/** The only one of them who is told, where one was named. */
		userId: uuid().references(() => users.id),
		/** What the mail names: references and titles, never a text that is not public. */
		detail: jsonb().$type<Record<string, string>>().notNull().default({}),
		/** The page it leads to, without the language. */
		path: text().notNull(),
		createdAt: createdAt(),
		handledAt: moment()
	},
	(t) => [
		index('notices_waiting')
			.on(t.createdAt)
			.where(sql`handled_at is null`)
	]
);
