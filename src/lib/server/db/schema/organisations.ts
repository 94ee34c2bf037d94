import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	char,
	date,
	index,
	integer,
	pgTable,
	smallint,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import {
	CERTAINTIES,
	FORUM_KINDS,
	FORUM_ROLES,
	ORGANISATION_KINDS,
	SERVICE_FEATURES,
	TREATY_ACTIONS
} from '#lib/organisations/vocabulary.ts';
import { createdAt, id, isPartialDate, oneOf, partialDate } from './columns.ts';

export const countries = pgTable('countries', {
	code: char({ length: 2 }).primaryKey(),
	iso3: char({ length: 3 }).notNull().unique(),
	nameEn: text().notNull(),
	nameFr: text().notNull(),
	leadAgency: text(),
	sourceUrl: text()
});

export const organisations = pgTable(
	'organisations',
	{
		id: id(),
		slug: text().notNull().unique(),
		kind: text({ enum: ORGANISATION_KINDS }).notNull(),
		nameEn: text().notNull(),
		nameFr: text().notNull(),
		countryCode: char({ length: 2 }).references(() => countries.code),
		subdivision: text(),
		parentId: uuid(),
		/** Prefix of the references of its commitments: CA-0012. */
		referencePrefix: text().unique(),
		sectors: text().array().notNull().default([]),
		brands: text().array().notNull().default([]),
		headquartersCertainty: text({ enum: CERTAINTIES }).notNull().default('confirmed'),
		note: text(),
		sources: text().array().notNull().default([]),
		/** A made-up organisation of demonstration mode; its name says so too. */
		sample: boolean().notNull().default(false),
		createdAt: createdAt()
	},
	(t) => [
		oneOf('organisations_kind', t.kind, ORGANISATION_KINDS),
		check('organisations_slug', sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
		check('organisations_prefix', sql`${t.referencePrefix} ~ '^[A-Z0-9]{2,8}$'`),
		index('organisations_country').on(t.countryCode)
	]
);

export const services = pgTable(
	'services',
	{
		id: id(),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		name: text().notNull(),
		kind: text(),
		features: text({ enum: SERVICE_FEATURES }).array().notNull().default([]),
		/** The day since which it is no longer offered. */
		endedOn: date({ mode: 'string' }),
		version: integer().notNull().default(1)
	},
	(t) => [
		unique('services_name').on(t.organisationId, t.name),
		check(
			'services_features',
			sql`${t.features} <@ array[${sql.raw(SERVICE_FEATURES.map((feature) => `'${feature}'`).join(', '))}]::text[]`
		),
		check('services_length', sql`length(${t.name}) between 1 and 200 and length(${t.kind}) <= 200`)
	]
);

export const forums = pgTable(
	'forums',
	{
		key: text().primaryKey(),
		kind: text({ enum: FORUM_KINDS }).notNull(),
		nameEn: text().notNull(),
		nameFr: text().notNull(),
		descriptionEn: text(),
		descriptionFr: text(),
		founded: partialDate(),
		foundedNote: text(),
		url: text(),
		sources: text().array().notNull().default([]),
		/** Within how many months it expects a record made in it to be reported on again. */
		expectsWithinMonths: smallint().notNull().default(12),
		/** The forum as an owner of commitments of its own. */
		organisationId: uuid().references(() => organisations.id)
	},
	(t) => [
		oneOf('forums_kind', t.kind, FORUM_KINDS),
		isPartialDate('forums_founded', t.founded),
		check('forums_expects', sql`${t.expectsWithinMonths} between 1 and 60`)
	]
);

export const forumMemberships = pgTable(
	'forum_memberships',
	{
		id: id(),
		forumKey: text()
			.notNull()
			.references(() => forums.key),
		countryCode: char({ length: 2 }).references(() => countries.code),
		organisationId: uuid().references(() => organisations.id),
		role: text({ enum: FORUM_ROLES }).notNull().default('member'),
		since: partialDate(),
		until: partialDate(),
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed'),
		basis: text(),
		sourceUrl: text()
	},
	(t) => [
		check('forum_memberships_one', sql`num_nonnulls(${t.countryCode}, ${t.organisationId}) = 1`),
		oneOf('forum_memberships_role', t.role, FORUM_ROLES),
		oneOf('forum_memberships_certainty', t.certainty, CERTAINTIES),
		unique('forum_memberships_once')
			.on(t.forumKey, t.countryCode, t.organisationId, t.role)
			.nullsNotDistinct(),
		index('forum_memberships_country').on(t.countryCode),
		index('forum_memberships_organisation').on(t.organisationId)
	]
);

export const forumMeetings = pgTable(
	'forum_meetings',
	{
		id: id(),
		forumKey: text()
			.notNull()
			.references(() => forums.key),
		year: integer().notNull(),
		place: text(),
		dates: text(),
		sourceUrl: text()
	},
	(t) => [unique('forum_meetings_once').on(t.forumKey, t.year, t.dates).nullsNotDistinct()]
);

export const forumChairs = pgTable(
	'forum_chairs',
	{
		id: id(),
		forumKey: text()
			.notNull()
			.references(() => forums.key),
		chair: text().notNull(),
		since: partialDate().notNull(),
		until: partialDate(),
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed'),
		sourceUrl: text()
	},
	(t) => [unique('forum_chairs_once').on(t.forumKey, t.since)]
);

export const instruments = pgTable('instruments', {
	key: text().primaryKey(),
	nameEn: text().notNull(),
	nameFr: text().notNull(),
	adopted: partialDate(),
	parties: integer(),
	url: text(),
	sources: text().array().notNull().default([])
});

export const treatyActions = pgTable(
	'treaty_actions',
	{
		id: id(),
		instrumentKey: text()
			.notNull()
			.references(() => instruments.key),
		countryCode: char({ length: 2 })
			.notNull()
			.references(() => countries.code),
		action: text({ enum: TREATY_ACTIONS }).notNull(),
		takenOn: partialDate(),
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed'),
		note: text(),
		sources: text().array().notNull().default([])
	},
	(t) => [
		oneOf('treaty_actions_action', t.action, TREATY_ACTIONS),
		oneOf('treaty_actions_certainty', t.certainty, CERTAINTIES),
		isPartialDate('treaty_actions_taken_on', t.takenOn),
		unique('treaty_actions_once').on(t.instrumentKey, t.countryCode, t.action)
	]
);
