import { numeric, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, inSomeLanguage, isPartialDate, partialDate } from './columns.ts';
import { commitments } from './commitments.ts';

/** A number by which one sees that a commitment is kept: where it stood, where it is to get, by when. */
export const commitmentTargets = pgTable(
	'commitment_targets',
	{
		id: id(),
		commitmentId: uuid()
			.notNull()
			.references(() => commitments.id),
		position: smallint().notNull(),
		titleEn: text(),
		titleFr: text(),
		/** What is counted: reports, people, per cent. */
		unitEn: text(),
		unitFr: text(),
		baseline: numeric({ precision: 20, scale: 4, mode: 'number' }),
		target: numeric({ precision: 20, scale: 4, mode: 'number' }).notNull(),
		dueOn: partialDate()
	},
	(t) => [
		unique('commitment_targets_position').on(t.commitmentId, t.position),
		inSomeLanguage('commitment_targets_title', t.titleEn, t.titleFr),
		isPartialDate('commitment_targets_due_on', t.dueOn)
	]
);
