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
import { users } from './access.ts';
import { createdAt, id, moment } from './columns.ts';
import { frameworks, requirements } from './frameworks.ts';
import { organisations } from './organisations.ts';

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
		/** Only those who were invited answer; else everyone the framework is for. */
		invitationOnly: boolean().notNull().default(false),
		/** Most days that anyone may get beyond the closing day: one rule for all, and public. */
		extensionDays: smallint().notNull().default(14),
		/** Days an organisation has to reply before a rating below its own is published. */
		replyDays: smallint().notNull().default(14),
		/** When what is accepted is published together; none: each by itself. */
		publishAt: moment(),
		scheduledBy: uuid().references(() => users.id),
		publishedAt: moment(),
		createdAt: createdAt()
	},
	(t) => [
		unique('cycles_key').on(t.frameworkId, t.key),
		check('cycles_order', sql`${t.opensOn} <= ${t.dueOn} and ${t.dueOn} <= ${t.closesOn}`),
		check('cycles_extension', sql`${t.extensionDays} between 0 and 90`),
		check('cycles_reply', sql`${t.replyDays} between 0 and 90`),
		check('cycles_scheduled', sql`(${t.publishAt} is null) = (${t.scheduledBy} is null)`)
	]
);

/** Who was asked to answer in a cycle. */
export const cycleInvitations = pgTable(
	'cycle_invitations',
	{
		id: id(),
		cycleId: uuid()
			.notNull()
			.references(() => cycles.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		invitedBy: uuid().references(() => users.id),
		createdAt: createdAt()
	},
	(t) => [unique('cycle_invitations_once').on(t.cycleId, t.organisationId)]
);

/** More time for one organisation, within the cycle's rule, and why. The last one holds. */
export const cycleExtensions = pgTable(
	'cycle_extensions',
	{
		id: id(),
		cycleId: uuid()
			.notNull()
			.references(() => cycles.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		/** The last day on which it may answer. */
		until: date({ mode: 'string' }).notNull(),
		reason: text().notNull(),
		grantedBy: uuid()
			.notNull()
			.references(() => users.id),
		createdAt: createdAt()
	},
	(t) => [
		check('cycle_extensions_reason', sql`length(${t.reason}) between 1 and 1000`),
		index('cycle_extensions_of').on(t.cycleId, t.organisationId, t.createdAt)
	]
);

/**
 * What may be said of a requirement of a framework that is shown in aggregate only: how many published
 * answers of a cycle gave each rating, 0 to 4, and how many said that it does not apply. Withdrawn once so
 * many show their own that the rest could be told from it.
 */
export const cycleAggregates = pgTable(
	'cycle_aggregates',
	{
		id: id(),
		cycleId: uuid()
			.notNull()
			.references(() => cycles.id),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id),
		organisations: smallint().notNull(),
		counts: smallint().array().notNull(),
		countedAt: moment().notNull(),
		withdrawn: boolean().notNull().default(false)
	},
	(t) => [
		unique('cycle_aggregates_once').on(t.cycleId, t.requirementId),
		check('cycle_aggregates_group', sql`${t.organisations} >= 5`),
		check('cycle_aggregates_counts', sql`cardinality(${t.counts}) = 6`)
	]
);
