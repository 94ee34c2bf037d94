import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	index,
	jsonb,
	pgTable,
	smallint,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import type { Guidance } from '#lib/frameworks/guidance.ts';
import { AUDIENCES, DISCLOSURES, ENDORSEMENT_STATUSES } from '#lib/frameworks/vocabulary.ts';
import { CERTAINTIES } from '#lib/organisations/vocabulary.ts';
import { id, isPartialDate, oneOf, partialDate } from './columns.ts';
import { organisations } from './organisations.ts';

export const frameworks = pgTable(
	'frameworks',
	{
		id: id(),
		key: text().notNull(),
		version: text().notNull(),
		nameEn: text().notNull(),
		nameFr: text().notNull(),
		descriptionEn: text(),
		descriptionFr: text(),
		audience: text({ enum: AUDIENCES }).notNull(),
		disclosure: text({ enum: DISCLOSURES }).notNull(),
		/** What one of its requirements is called: a principle, a capability. */
		requirementNounEn: text().notNull().default('Requirement'),
		requirementNounFr: text().notNull().default('Exigence'),
		adoptedOn: partialDate(),
		sourceUrl: text(),
		sourceUrlFr: text()
	},
	(t) => [
		unique('frameworks_version').on(t.key, t.version),
		oneOf('frameworks_audience', t.audience, AUDIENCES),
		oneOf('frameworks_disclosure', t.disclosure, DISCLOSURES),
		isPartialDate('frameworks_adopted_on', t.adoptedOn)
	]
);

export const themes = pgTable(
	'themes',
	{
		id: id(),
		frameworkId: uuid()
			.notNull()
			.references(() => frameworks.id),
		number: smallint().notNull(),
		nameEn: text().notNull(),
		nameFr: text().notNull()
	},
	(t) => [unique('themes_number').on(t.frameworkId, t.number)]
);

export const requirements = pgTable(
	'requirements',
	{
		id: id(),
		frameworkId: uuid()
			.notNull()
			.references(() => frameworks.id),
		themeId: uuid().references(() => themes.id),
		number: smallint().notNull(),
		/** Short name for addresses and imports, where the framework has one. */
		key: text(),
		titleEn: text().notNull(),
		titleFr: text().notNull(),
		summaryEn: text(),
		summaryFr: text(),
		guidance: jsonb().$type<Guidance>(),
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed'),
		sourceUrl: text()
	},
	(t) => [
		unique('requirements_number').on(t.frameworkId, t.number),
		unique('requirements_key').on(t.frameworkId, t.key),
		oneOf('requirements_certainty', t.certainty, CERTAINTIES)
	]
);

/** Which requirement of a later version takes up which of an earlier one, and whether a trend may cross. */
export const requirementMappings = pgTable(
	'requirement_mappings',
	{
		id: id(),
		/** Of the earlier version. */
		fromId: uuid()
			.notNull()
			.references(() => requirements.id),
		/** Of the later version. */
		toId: uuid()
			.notNull()
			.references(() => requirements.id),
		comparable: boolean().notNull(),
		noteEn: text(),
		noteFr: text()
	},
	(t) => [
		unique('requirement_mappings_once').on(t.fromId, t.toId),
		index('requirement_mappings_to').on(t.toId)
	]
);

export const ratingLevels = pgTable(
	'rating_levels',
	{
		id: id(),
		frameworkId: uuid()
			.notNull()
			.references(() => frameworks.id),
		value: smallint().notNull(),
		labelEn: text().notNull(),
		labelFr: text().notNull(),
		meaningEn: text(),
		meaningFr: text()
	},
	(t) => [
		unique('rating_levels_value').on(t.frameworkId, t.value),
		check('rating_levels_range', sql`${t.value} between 0 and 4`)
	]
);

export const endorsements = pgTable(
	'endorsements',
	{
		id: id(),
		frameworkId: uuid()
			.notNull()
			.references(() => frameworks.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		status: text({ enum: ENDORSEMENT_STATUSES }).notNull().default('endorsed'),
		endorsedOn: partialDate(),
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed'),
		note: text(),
		sources: text().array().notNull().default([])
	},
	(t) => [
		unique('endorsements_once').on(t.frameworkId, t.organisationId),
		oneOf('endorsements_status', t.status, ENDORSEMENT_STATUSES),
		oneOf('endorsements_certainty', t.certainty, CERTAINTIES),
		isPartialDate('endorsements_endorsed_on', t.endorsedOn)
	]
);
