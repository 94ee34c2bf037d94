import { sql } from 'drizzle-orm';
import {
	check,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uuid
} from 'drizzle-orm/pg-core';
import { TOKEN_SCOPES } from '#lib/access/vocabulary.ts';
import { memberships, users } from './access.ts';
import { createdAt, id, moment } from './columns.ts';
import { organisations } from './organisations.ts';

/**
 * Tokens with which programs write through the API. One of a person's acts as that person and ends with
 * the membership; one of the organisation acts under an account of its own, which has the token's id and
 * with which nobody can sign in.
 */
export const apiTokens = pgTable(
	'api_tokens',
	{
		id: id(),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		/** Under whose name it acts. */
		userId: uuid()
			.notNull()
			.references(() => users.id),
		/** The membership by which a person's token acts; none: it is the organisation's. */
		membershipId: uuid().references(() => memberships.id),
		name: text().notNull(),
		/** Hash of the token, which nobody sees again once it is made. */
		hash: text().notNull().unique(),
		scopes: text({ enum: TOKEN_SCOPES }).array().notNull(),
		createdBy: uuid()
			.notNull()
			.references(() => users.id),
		createdAt: createdAt(),
		expiresAt: moment().notNull(),
		revokedAt: moment(),
		revokedBy: uuid().references(() => users.id),
		/** To the day: when exactly a program asks is nobody's concern. */
		lastUsedOn: date({ mode: 'string' }),
		/** Since when requests are counted against the limit, and how many there were. */
		countedFrom: moment(),
		counted: integer().notNull().default(0)
	},
	(t) => [
		check('api_tokens_account', sql`(${t.membershipId} is null) = (${t.userId} = ${t.id})`),
		check(
			'api_tokens_scopes',
			sql`cardinality(${t.scopes}) > 0 and ${t.scopes} <@ array[${sql.raw(TOKEN_SCOPES.map((scope) => `'${scope}'`).join(', '))}]`
		),
		check('api_tokens_year', sql`${t.expiresAt} <= ${t.createdAt} + interval '366 days'`),
		index('api_tokens_organisation').on(t.organisationId)
	]
);

/** What a request was answered that carried a key of its own, so that sending it again does nothing twice. */
export const idempotencyKeys = pgTable(
	'idempotency_keys',
	{
		tokenId: uuid()
			.notNull()
			.references(() => apiTokens.id),
		key: text().notNull(),
		/** Hash of what was asked. */
		request: text().notNull(),
		/** Status, headers and body of the answer; none while the first request is still at work. */
		status: integer(),
		headers: jsonb().$type<Record<string, string>>(),
		body: text(),
		createdAt: createdAt()
	},
	(t) => [
		primaryKey({ columns: [t.tokenId, t.key] }),
		index('idempotency_keys_age').on(t.createdAt)
	]
);
