import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	pgTable,
	smallint,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import {
	AUDIENCES,
	DISCLOSURES,
	ENDORSEMENT_STATUSES,
	FINDING_DIRECTIONS,
	FINDING_VOICES
} from '#lib/frameworks/vocabulary.ts';
import { CERTAINTIES } from '#lib/organisations/vocabulary.ts';
import { createdAt, id, isPartialDate, moment, oneOf, partialDate } from './columns.ts';
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
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed'),
		sourceUrl: text()
	},
	(t) => [
		unique('requirements_number').on(t.frameworkId, t.number),
		unique('requirements_key').on(t.frameworkId, t.key),
		oneOf('requirements_certainty', t.certainty, CERTAINTIES)
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

export const cycles = pgTable(
	'cycles',
	{
		id: id(),
		frameworkId: uuid()
			.notNull()
			.references(() => frameworks.id),
		key: text().notNull(),
		nameEn: text().notNull(),
		nameFr: text().notNull(),
		opensOn: date({ mode: 'string' }).notNull(),
		dueOn: date({ mode: 'string' }).notNull(),
		closesOn: date({ mode: 'string' }).notNull(),
		publishedAt: moment(),
		createdAt: createdAt()
	},
	(t) => [
		unique('cycles_key').on(t.frameworkId, t.key),
		check('cycles_order', sql`${t.opensOn} <= ${t.dueOn} and ${t.dueOn} <= ${t.closesOn}`)
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

export const findings = pgTable(
	'findings',
	{
		id: id(),
		/** Where the reference data names it, so that loading twice changes nothing. */
		sourceKey: text().unique(),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id),
		voice: text({ enum: FINDING_VOICES }).notNull(),
		direction: text({ enum: FINDING_DIRECTIONS }).notNull(),
		textEn: text(),
		textFr: text(),
		/** The French text is our translation. */
		frenchIsOurs: boolean().notNull().default(false),
		foundOn: partialDate(),
		sourceUrl: text().notNull(),
		sourceNote: text(),
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed')
	},
	(t) => [
		oneOf('findings_voice', t.voice, FINDING_VOICES),
		oneOf('findings_direction', t.direction, FINDING_DIRECTIONS),
		isPartialDate('findings_found_on', t.foundOn),
		index('findings_organisation').on(t.organisationId),
		index('findings_requirement').on(t.requirementId)
	]
);
