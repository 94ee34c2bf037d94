import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { ANNOUNCEMENTS } from '#lib/notifications/vocabulary.ts';
import { users } from './access.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { organisations } from './organisations.ts';
import { summaries } from './summaries.ts';
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
		/** Whose subscription it is written for: the mail goes when that goes. */
		subscriptionId: uuid().references(() => subscriptions.id, { onDelete: 'cascade' }),
		subscriptionRequestId: uuid().references(() => subscriptionRequests.id, {
			onDelete: 'cascade'
		}),
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
			.where(sql`sent_at is null and failed_at is null`),
		index('mail_outbox_subscription')
			.on(t.subscriptionId)
			.where(sql`subscription_id is not null`),
		index('mail_outbox_subscription_request')
			.on(t.subscriptionRequestId)
			.where(sql`subscription_request_id is not null`)
	]
);

/** Who is told of published summaries by mail: the address, the language and since when, and nothing else. */
export const subscriptions = pgTable(
	'subscriptions',
	{
		id: id(),
		email: text().notNull().unique(),
		locale: text({ enum: LOCALES }).notNull(),
		confirmedAt: createdAt()
	},
	(t) => [
		oneOf('subscriptions_locale', t.locale, LOCALES),
		check('subscriptions_email_lower', sql`${t.email} = lower(${t.email})`)
	]
);

/** Somebody asked that an address be told: nothing comes of it until the link in the mail is used. */
export const subscriptionRequests = pgTable(
	'subscription_requests',
	{
		id: id(),
		email: text().notNull(),
		locale: text({ enum: LOCALES }).notNull(),
		/** Hash of the token in the link. */
		hash: text().notNull().unique(),
		/** From which network: a hash under our secret, by which no address is found again. */
		askedFrom: text().notNull(),
		createdAt: createdAt(),
		expiresAt: moment().notNull()
	},
	(t) => [
		oneOf('subscription_requests_locale', t.locale, LOCALES),
		check('subscription_requests_email_lower', sql`${t.email} = lower(${t.email})`),
		index('subscription_requests_age').on(t.createdAt)
	]
);

/** What subscribers were told of an edition of a summary, so that they are told once. */
export const summaryAnnouncements = pgTable(
	'summary_announcements',
	{
		summaryId: uuid()
			.notNull()
			.references(() => summaries.id),
		event: text({ enum: ANNOUNCEMENTS }).notNull(),
		announcedAt: createdAt()
	},
	(t) => [
		primaryKey({ columns: [t.summaryId, t.event] }),
		oneOf('summary_announcements_event', t.event, ANNOUNCEMENTS)
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
