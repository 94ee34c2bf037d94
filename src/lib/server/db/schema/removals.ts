import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { GROUNDS, REMOVABLE } from '#lib/removals/vocabulary.ts';
import { users } from './access.ts';
import { createdAt, id, oneOf } from './columns.ts';
import { organisations } from './organisations.ts';

/**
 * That a text was removed at once, and why; of the text itself, only its hashes. Rows come only from the
 * database function that removes it.
 */
export const removals = pgTable(
	'removals',
	{
		id: id(),
		kind: text({ enum: REMOVABLE }).notNull(),
		subjectId: uuid().notNull(),
		/** Whose text it was; none: the secretariat's own. */
		organisationId: uuid().references(() => organisations.id),
		ground: text({ enum: GROUNDS }).notNull(),
		/** SHA-256 of each text as it stood. */
		hashes: text().array().notNull(),
		removedBy: uuid()
			.notNull()
			.references(() => users.id),
		removedAt: createdAt()
	},
	(t) => [
		oneOf('removals_kind', t.kind, REMOVABLE),
		oneOf('removals_ground', t.ground, GROUNDS),
		index('removals_newest').on(t.removedAt)
	]
);
