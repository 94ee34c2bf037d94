import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
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
