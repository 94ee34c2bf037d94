import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	unique,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { CHANGE_KINDS } from '#lib/changes/vocabulary.ts';
import { DELIVERY_KINDS, DELIVERY_STATES, FAILURES, PAUSES } from '#lib/webhooks/vocabulary.ts';
import { memberships, users } from './access.ts';
import { bytes, bytesOrNone, createdAt, id, moment, oneOf } from './columns.ts';
import { organisations } from './organisations.ts';

/** A word as vocabularies have it. Which kinds of change there are is no concern of the database. */
const isWord = (name: string, column: AnyPgColumn) => check(name, sql`${column} ~ '^[a-z_]+$'`);

/** Where an organisation is told of what becomes public. It ends with the membership of who answers for it. */
export const webhookEndpoints = pgTable(
	'webhook_endpoints',
	{
		id: id(),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		/** The membership by which somebody answers for it, and is told when it fails. */
		membershipId: uuid()
			.notNull()
			.references(() => memberships.id),
		name: text().notNull(),
		url: text().notNull(),
		/** Of which changes, as their page may be filtered; none of these: of all. */
		country: text(),
		company: text(),
		forum: text(),
		principle: smallint(),
		/** Of which kinds; none: of all. */
		kinds: text({ enum: CHANGE_KINDS }).array().notNull().default([]),
		/** What its messages are signed with, sealed: to sign, it must be read again. */
		secret: bytes().notNull(),
		/** The one before, which signs beside it until its time is over. */
		previousSecret: bytesOrNone(),
		previousUntil: moment(),
		createdBy: uuid()
			.notNull()
			.references(() => users.id),
		createdAt: createdAt(),
		/** Since when nothing has arrived; none: the last attempt did. */
		failingSince: moment(),
		pausedAt: moment(),
		pausedBecause: text({ enum: PAUSES }),
		endedAt: moment(),
		endedBy: uuid().references(() => users.id)
	},
	(t) => [
		check(
			'webhook_endpoints_length',
			sql`length(${t.name}) between 1 and 100 and length(${t.url}) <= 2000`
		),
		oneOf('webhook_endpoints_paused', t.pausedBecause, PAUSES),
		check('webhook_endpoints_why', sql`(${t.pausedAt} is null) = (${t.pausedBecause} is null)`),
		index('webhook_endpoints_organisation').on(t.organisationId)
	]
);

/** Something that an endpoint is told, once. What it says is made when it is sent, of what is public then. */
export const webhookDeliveries = pgTable(
	'webhook_deliveries',
	{
		/** Its name for whoever receives it, the same at every attempt. */
		id: id(),
		endpointId: uuid()
			.notNull()
			.references(() => webhookEndpoints.id),
		kind: text({ enum: DELIVERY_KINDS }).notNull(),
		changeId: uuid().notNull(),
		/** Where the change stands among all, to the microsecond. */
		at: text().notNull(),
		state: text({ enum: DELIVERY_STATES }).notNull().default('waiting'),
		createdAt: createdAt(),
		nextAttemptAt: createdAt(),
		/** Since it was queued, or asked for again. */
		attempts: integer().notNull().default(0),
		lastAttemptAt: moment(),
		lastStatus: integer(),
		lastFailure: text({ enum: FAILURES }),
		deliveredAt: moment()
	},
	(t) => [
		unique('webhook_deliveries_once').on(t.endpointId, t.kind, t.changeId),
		isWord('webhook_deliveries_kind', t.kind),
		oneOf('webhook_deliveries_state', t.state, DELIVERY_STATES),
		oneOf('webhook_deliveries_failure', t.lastFailure, FAILURES),
		index('webhook_deliveries_waiting')
			.on(t.nextAttemptAt)
			.where(sql`state = 'waiting'`),
		index('webhook_deliveries_newest').on(t.endpointId, t.createdAt)
	]
);

/** Which changes have been seen to be public, so that of each it is told once; and a mark that there was a first look. */
export const announcedChanges = pgTable(
	'announced_changes',
	{
		kind: text({ enum: DELIVERY_KINDS }).notNull(),
		changeId: uuid().notNull(),
		at: text().notNull(),
		seenAt: createdAt()
	},
	(t) => [primaryKey({ columns: [t.kind, t.changeId] }), isWord('announced_changes_kind', t.kind)]
);
