import { pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { COVERAGES } from '#lib/frameworks/vocabulary.ts';
import { CERTAINTIES } from '#lib/organisations/vocabulary.ts';
import { id, oneOf } from './columns.ts';
import { requirements } from './frameworks.ts';

/** Another set of expectations that companies report against. */
export const regimes = pgTable('regimes', {
	key: text().primaryKey(),
	nameEn: text().notNull(),
	nameFr: text().notNull(),
	publisher: text().notNull(),
	version: text(),
	url: text().notNull(),
	noteEn: text(),
	noteFr: text(),
	position: smallint().notNull().default(0)
});

export const regimeItems = pgTable(
	'regime_items',
	{
		id: id(),
		regimeKey: text()
			.notNull()
			.references(() => regimes.key),
		/** As the regime numbers it: a section, a metric. */
		code: text().notNull(),
		titleEn: text().notNull(),
		titleFr: text().notNull(),
		url: text(),
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed'),
		position: smallint().notNull().default(0)
	},
	(t) => [
		unique('regime_items_code').on(t.regimeKey, t.code),
		oneOf('regime_items_certainty', t.certainty, CERTAINTIES)
	]
);

/** Which requirement of another regime an answer here serves too, and how far. */
export const crosswalk = pgTable(
	'crosswalk',
	{
		id: id(),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id),
		regimeItemId: uuid()
			.notNull()
			.references(() => regimeItems.id),
		coverage: text({ enum: COVERAGES }).notNull(),
		/** What an answer here does not cover, or how it serves. */
		noteEn: text(),
		noteFr: text(),
		certainty: text({ enum: CERTAINTIES }).notNull().default('inferred')
	},
	(t) => [
		unique('crosswalk_once').on(t.requirementId, t.regimeItemId),
		oneOf('crosswalk_coverage', t.coverage, COVERAGES),
		oneOf('crosswalk_certainty', t.certainty, CERTAINTIES)
	]
);
