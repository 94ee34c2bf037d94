import { bigint, index, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';

/**
 * What happened, in order. Rows come only from the database function `audit_append`, which
 * chains each to the one before; the application's roles may not insert, change or delete.
 */
export const auditEvents = pgTable(
	'audit_events',
	{
		seq: bigint({ mode: 'number' }).primaryKey(),
		at: createdAt(),
		actorId: text(),
		organisationId: text(),
		event: text().notNull(),
		subjectType: text().notNull(),
		subjectId: text().notNull(),
		/** JSON text, kept as it was hashed. */
		detail: text().notNull(),
		prev: text().notNull(),
		hash: text().notNull().unique()
	},
	(t) => [
		// The log is read newest first: all of it, one organisation's, one kind of event, one person's, or what was done to one thing.
		index('audit_events_organisation').on(t.organisationId, t.seq),
		index('audit_events_event').on(t.event, t.seq),
		index('audit_events_actor').on(t.actorId, t.seq),
		index('audit_events_subject').on(t.subjectId, t.seq),
		index('audit_events_at').on(t.at, t.seq)
	]
);
