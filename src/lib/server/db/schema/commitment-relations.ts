import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { RELATIONS } from '#lib/commitments/vocabulary.ts';
import { oneOf } from './columns.ts';
import { commitments } from './commitments.ts';

/** How a commitment relates to another one. */
export const commitmentRelations = pgTable(
	'commitment_relations',
	{
		commitmentId: uuid()
			.notNull()
			.references(() => commitments.id),
		relatedId: uuid()
			.notNull()
			.references(() => commitments.id),
		relation: text({ enum: RELATIONS }).notNull()
	},
	(t) => [
		primaryKey({ columns: [t.commitmentId, t.relatedId] }),
		oneOf('commitment_relations_relation', t.relation, RELATIONS),
		check('commitment_relations_other', sql`${t.commitmentId} <> ${t.relatedId}`),
		index('commitment_relations_related').on(t.relatedId)
	]
);
