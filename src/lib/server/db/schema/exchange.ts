import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { IMPORT_STATES, READ_KINDS } from '#lib/exchange/vocabulary.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { users } from './access.ts';
import { assessments } from './assessments.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { organisations } from './organisations.ts';

/** A spreadsheet of commitments, or of one assessment, that someone brings in: read, compared with what is here, then written at once or not at all. */
export const imports = pgTable(
	'imports',
	{
		id: id(),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		createdBy: uuid()
			.notNull()
			.references(() => users.id),
		/** The assessment whose answers it brings back; none: it holds commitments. */
		assessmentId: uuid().references(() => assessments.id),
		fileName: text().notNull(),
		locale: text({ enum: LOCALES }).notNull(),
		state: text({ enum: IMPORT_STATES }).notNull().default('checking'),
		/** The rows as they were read and compared; their shape is the import's own. */
		rows: jsonb().$type<unknown[]>().notNull().default([]),
		total: integer().notNull().default(0),
		done: integer().notNull().default(0),
		failure: text(),
		createdAt: createdAt(),
		finishedAt: moment()
	},
	(t) => [
		oneOf('imports_state', t.state, IMPORT_STATES),
		oneOf('imports_locale', t.locale, LOCALES),
		index('imports_creator').on(t.createdBy, t.createdAt)
	]
);

/**
 * How often each network has read what limits count, since when. Of the network a hash under our secret, and that for
 * an hour or two.
 */
export const readsCounted = pgTable(
	'reads_counted',
	{
		network: text().notNull(),
		kind: text({ enum: READ_KINDS }).notNull(),
		since: moment().notNull(),
		counted: integer().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.network, t.kind] }),
		oneOf('reads_counted_kind', t.kind, READ_KINDS),
		index('reads_counted_age').on(t.since)
	]
);
