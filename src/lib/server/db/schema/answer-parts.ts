import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	index,
	numeric,
	pgTable,
	smallint,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { users } from './access.ts';
import { assessments, answers } from './assessments.ts';
import { createdAt, id, isWebAddress } from './columns.ts';
import { requirements } from './frameworks.ts';
import { organisations, services } from './organisations.ts';

/** One of an organisation's services in an answer: its own rating, or that the requirement does not concern it. */
export const answerServices = pgTable(
	'answer_services',
	{
		id: id(),
		answerId: uuid()
			.notNull()
			.references(() => answers.id),
		serviceId: uuid()
			.notNull()
			.references(() => services.id),
		/** As it was called when this was said; a new name changes nothing that was attested. */
		name: text(),
		rating: smallint(),
		notApplicable: boolean().notNull().default(false),
		note: text()
	},
	(t) => [
		unique('answer_services_once').on(t.answerId, t.serviceId),
		check('answer_services_rating', sql`${t.rating} between 0 and 4`),
		check('answer_services_one_of', sql`not (${t.notApplicable} and ${t.rating} is not null)`),
		check('answer_services_length', sql`length(${t.note}) <= 2000`)
	]
);

/** A figure that an answer gives: what, how much, of what unit, for which period, from where. */
export const answerMetrics = pgTable(
	'answer_metrics',
	{
		id: id(),
		answerId: uuid()
			.notNull()
			.references(() => answers.id),
		position: smallint().notNull(),
		name: text().notNull(),
		value: numeric({ mode: 'number' }).notNull(),
		unit: text().notNull(),
		period: text().notNull(),
		sourceUrl: text()
	},
	(t) => [
		unique('answer_metrics_position').on(t.answerId, t.position),
		isWebAddress('answer_metrics_source', t.sourceUrl),
		check(
			'answer_metrics_length',
			sql`length(${t.name}) between 1 and 200 and length(${t.unit}) between 1 and 50 and length(${t.period}) between 1 and 50`
		)
	]
);

/** Who is to answer a requirement. */
export const answerAssignments = pgTable(
	'answer_assignments',
	{
		id: id(),
		assessmentId: uuid()
			.notNull()
			.references(() => assessments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id),
		userId: uuid()
			.notNull()
			.references(() => users.id),
		assignedBy: uuid()
			.notNull()
			.references(() => users.id),
		createdAt: createdAt()
	},
	(t) => [
		unique('answer_assignments_once').on(t.assessmentId, t.requirementId),
		index('answer_assignments_user').on(t.userId)
	]
);

/** Who has an answer open: kept up while their page is, and worthless a minute later. */
export const answerPresence = pgTable(
	'answer_presence',
	{
		id: id(),
		assessmentId: uuid()
			.notNull()
			.references(() => assessments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id),
		userId: uuid()
			.notNull()
			.references(() => users.id),
		seenAt: createdAt()
	},
	(t) => [unique('answer_presence_once').on(t.assessmentId, t.requirementId, t.userId)]
);
