import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { PASSKEY_PURPOSES, PROOFS, ROLES } from '#lib/access/vocabulary.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { REMINDERS } from '#lib/notifications/vocabulary.ts';
import { bytes, createdAt, id, moment, oneOf } from './columns.ts';
import { organisations } from './organisations.ts';

export const users = pgTable(
	'users',
	{
		id: id(),
		name: text(),
		email: text().notNull().unique(),
		emailVerified: moment(),
		image: text(),
		locale: text({ enum: LOCALES }).notNull().default('en'),
		reminders: text({ enum: REMINDERS }).notNull().default('weekly'),
		/** Hash of the key in the private address of the person's calendar; none until they ask for one. */
		calendarKey: text().unique(),
		createdAt: createdAt(),
		disabledAt: moment()
	},
	(t) => [
		oneOf('users_locale', t.locale, LOCALES),
		oneOf('users_reminders', t.reminders, REMINDERS),
		check('users_email_lower', sql`${t.email} = lower(${t.email})`)
	]
);

export const accounts = pgTable(
	'accounts',
	{
		userId: uuid()
			.notNull()
			.references(() => users.id, { onDelete: 'cascade' }),
		type: text().notNull(),
		provider: text().notNull(),
		providerAccountId: text().notNull(),
		refresh_token: text(),
		access_token: text(),
		expires_at: integer(),
		token_type: text(),
		scope: text(),
		id_token: text(),
		session_state: text()
	},
	(t) => [primaryKey({ columns: [t.provider, t.providerAccountId] })]
);

/** `sessionToken` holds a hash of what the browser holds. */
export const sessions = pgTable(
	'sessions',
	{
		sessionToken: text().primaryKey(),
		userId: uuid()
			.notNull()
			.references(() => users.id, { onDelete: 'cascade' }),
		/** By which its person names it, who does not know the hash above. */
		id: uuid().notNull().unique().defaultRandom(),
		expires: moment().notNull(),
		createdAt: createdAt(),
		/** When something was last asked in it, to the minute. */
		lastSeenAt: createdAt(),
		/** When the person last proved who they are; attesting and publishing ask for a recent one. */
		provedAt: createdAt(),
		/** And how. */
		provedBy: text({ enum: PROOFS }).notNull().default('link')
	},
	(t) => [index('sessions_user').on(t.userId), oneOf('sessions_proved_by', t.provedBy, PROOFS)]
);

/** What people prove anew by. The key is public: whoever reads a copy of it proves nothing. */
export const passkeys = pgTable(
	'passkeys',
	{
		id: id(),
		userId: uuid()
			.notNull()
			.references(() => users.id, { onDelete: 'cascade' }),
		/** What its person calls it. */
		name: text().notNull(),
		/** By which a browser finds it. */
		credentialId: text().notNull().unique(),
		publicKey: bytes().notNull(),
		/** How often it said it was used, where it counts: it never goes back. */
		counter: bigint({ mode: 'number' }).notNull(),
		/** How browsers reach it. */
		transports: text().array().notNull(),
		createdAt: createdAt(),
		lastUsedAt: moment()
	},
	(t) => [
		index('passkeys_user').on(t.userId),
		check('passkeys_name', sql`length(${t.name}) between 1 and 100`)
	]
);

/** What a passkey is to sign: once, in the session that asked, within minutes. A newer one takes the place of the one before. */
export const passkeyChallenges = pgTable(
	'passkey_challenges',
	{
		sessionId: uuid()
			.notNull()
			.references(() => sessions.id, { onDelete: 'cascade' }),
		purpose: text({ enum: PASSKEY_PURPOSES }).notNull(),
		challenge: text().notNull(),
		expiresAt: moment().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.sessionId, t.purpose] }),
		oneOf('passkey_challenges_purpose', t.purpose, PASSKEY_PURPOSES)
	]
);

export const verificationTokens = pgTable(
	'verification_tokens',
	{
		identifier: text().notNull(),
		token: text().notNull(),
		expires: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.identifier, t.token] })]
);

/**
 * Attempts to sign in that have come to nothing so far, for a quarter of an hour: what limits count. Of whom and from
 * where are hashes under our secret, by which nobody is found again.
 */
export const signInAttempts = pgTable(
	'sign_in_attempts',
	{
		id: id(),
		/** Which address was given, where one was. */
		askedFor: text(),
		/** From which network; none for what is not on the public internet. */
		askedFrom: text(),
		createdAt: createdAt()
	},
	(t) => [
		index('sign_in_attempts_for').on(t.askedFor),
		index('sign_in_attempts_from').on(t.askedFrom),
		index('sign_in_attempts_age').on(t.createdAt)
	]
);

export const memberships = pgTable(
	'memberships',
	{
		id: id(),
		userId: uuid()
			.notNull()
			.references(() => users.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		role: text({ enum: ROLES }).notNull(),
		since: createdAt(),
		endedAt: moment()
	},
	(t) => [
		oneOf('memberships_role', t.role, ROLES),
		uniqueIndex('memberships_active')
			.on(t.userId, t.organisationId)
			.where(sql`ended_at is null`),
		index('memberships_organisation').on(t.organisationId)
	]
);

export const invitations = pgTable(
	'invitations',
	{
		id: id(),
		email: text().notNull(),
		name: text().notNull(),
		locale: text({ enum: LOCALES }).notNull().default('en'),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		role: text({ enum: ROLES }).notNull(),
		invitedBy: uuid().references(() => users.id),
		createdAt: createdAt(),
		expiresAt: moment().notNull(),
		acceptedAt: moment(),
		revokedAt: moment()
	},
	(t) => [
		oneOf('invitations_role', t.role, ROLES),
		check('invitations_email_lower', sql`${t.email} = lower(${t.email})`),
		index('invitations_email').on(t.email),
		index('invitations_organisation').on(t.organisationId)
	]
);

/**
 * What a form that makes something carries with it, so that posting it twice makes it once.
 * `result` is where the first post led.
 */
export const formTokens = pgTable('form_tokens', {
	token: uuid().primaryKey(),
	userId: uuid()
		.notNull()
		.references(() => users.id),
	result: text().notNull(),
	createdAt: createdAt()
});

/**
 * The key by which the application seals who it acts as: the owner of the tables reads it, nobody else. One row.
 */
export const actorSeal = pgTable('actor_seal', { key: bytes().notNull() });
