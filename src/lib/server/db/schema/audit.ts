import { bigint, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';

/**
 * What happened, in order. Rows come only from the database function `audit_append`, which
 * chains each to the one before; the application's roles may not insert, change or delete.
 */
export const auditEvents = pgTable('audit_events', {
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
});
