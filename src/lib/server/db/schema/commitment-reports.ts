import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	index,
	integer,
	jsonb,
	numeric,
	pgTable,
	primaryKey,
	text,
	unique,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { COMMITMENT_STATUSES, STATUS_BASES, UPDATE_STATES } from '#lib/commitments/vocabulary.ts';
import { users } from './access.ts';
import {
	createdAt,
	id,
	inSomeLanguage,
	isPartialDate,
	moment,
	oneOf,
	partialDate
} from './columns.ts';
import { commitmentTargets } from './commitment-targets.ts';
import { commitments, milestones } from './commitments.ts';
import { organisations } from './organisations.ts';

export const commitmentUpdates = pgTable(
	'commitment_updates',
	{
		id: id(),
		commitmentId: uuid()
			.notNull()
			.references(() => commitments.id),
		/** The owner of the commitment, repeated here for row-level security. */
		ownerId: uuid()
			.notNull()
			.references(() => organisations.id),
		sourceKey: text().unique(),
		state: text({ enum: UPDATE_STATES }).notNull().default('posted'),
		status: text({ enum: COMMITMENT_STATUSES }).notNull(),
		basis: text({ enum: STATUS_BASES }).notNull(),
		asOf: partialDate(),
		noteEn: text(),
		noteFr: text(),
		/** What stands in the way. */
		challengesEn: text(),
		challengesFr: text(),
		/** Says that nothing has changed since the update before: reported, with nothing to tell. */
		unchanged: boolean().notNull().default(false),
		/** The accepted update that this one puts right: that stays to be read, and no longer counts. */
		correctsId: uuid().references((): AnyPgColumn => commitmentUpdates.id),
		/** Milestones that it reports as done: they become so when it is accepted. */
		milestonesDone: uuid().array().notNull().default([]),
		createdBy: uuid().references(() => users.id),
		createdAt: createdAt(),
		decidedBy: uuid().references(() => users.id),
		decidedAt: moment(),
		returnComment: text()
	},
	(t) => [
		oneOf('commitment_updates_state', t.state, UPDATE_STATES),
		oneOf('commitment_updates_status', t.status, COMMITMENT_STATUSES),
		oneOf('commitment_updates_basis', t.basis, STATUS_BASES),
		isPartialDate('commitment_updates_as_of', t.asOf),
		check(
			'commitment_updates_length',
			sql`greatest(length(${t.noteEn}), length(${t.noteFr}), length(${t.challengesEn}), length(${t.challengesFr})) <= 10000`
		),
		// Partners read what is posted, the public what is accepted: neither the comment that sent it back.
		check(
			'commitment_updates_no_comment',
			sql`${t.state} = 'returned' or ${t.returnComment} is null`
		),
		index('commitment_updates_commitment').on(t.commitmentId, t.createdAt),
		// Statuses over time, without the texts.
		index('commitment_updates_followed')
			.on(t.commitmentId, t.ownerId, t.asOf, t.decidedAt, t.createdAt, t.id, t.status, t.state)
			.where(sql`state = 'accepted'`),
		// What became public between two days, newest first.
		index('commitment_updates_since')
			.on(t.decidedAt, t.id)
			.where(sql`state = 'accepted'`),
		index('commitment_updates_corrected')
			.on(t.correctsId, t.state)
			.where(sql`corrects_id is not null`),
		// What its owner still has to do with.
		index('commitment_updates_open')
			.on(t.ownerId, t.state)
			.where(sql`state <> 'accepted'`),
		index('commitment_updates_waiting')
			.on(t.createdAt)
			.where(sql`state = 'posted'`)
	]
);

/**
 * A due date that an update moves: the commitment's own, or that of a milestone. It takes effect when
 * the update is accepted; the date first promised stays where it was.
 */
export const dateChanges = pgTable(
	'date_changes',
	{
		id: id(),
		updateId: uuid()
			.notNull()
			.references(() => commitmentUpdates.id),
		milestoneId: uuid().references(() => milestones.id),
		previousDueOn: partialDate(),
		dueOn: partialDate().notNull(),
		reasonEn: text(),
		reasonFr: text()
	},
	(t) => [
		unique('date_changes_once').on(t.updateId, t.milestoneId).nullsNotDistinct(),
		inSomeLanguage('date_changes_reason', t.reasonEn, t.reasonFr),
		isPartialDate('date_changes_previous_due_on', t.previousDueOn),
		isPartialDate('date_changes_due_on', t.dueOn),
		check(
			'date_changes_length',
			sql`greatest(length(${t.reasonEn}), length(${t.reasonFr})) <= 2000`
		),
		// The dates of commitments over time, without the reasons.
		index('date_changes_moved')
			.on(t.updateId, t.dueOn)
			.where(sql`milestone_id is null`)
	]
);

/** What a target stood at in a period, as an update reports it: it is seen by whoever sees that. */
export const targetValues = pgTable(
	'target_values',
	{
		targetId: uuid()
			.notNull()
			.references(() => commitmentTargets.id),
		updateId: uuid()
			.notNull()
			.references(() => commitmentUpdates.id),
		/** A year, a month or a day. */
		period: partialDate().notNull(),
		value: numeric({ precision: 20, scale: 4, mode: 'number' }).notNull()
	},
	(t) => [
		primaryKey({ columns: [t.targetId, t.updateId] }),
		isPartialDate('target_values_period', t.period)
	]
);

/**
 * The content of a commitment as it was published, and every rewording after that: proposed by its
 * owner with the reason, in force once the secretariat accepts it.
 */
export const commitmentVersions = pgTable(
	'commitment_versions',
	{
		id: id(),
		commitmentId: uuid()
			.notNull()
			.references(() => commitments.id),
		number: integer().notNull(),
		state: text({ enum: UPDATE_STATES }).notNull(),
		content: jsonb().$type<Record<string, unknown>>().notNull(),
		reasonEn: text(),
		reasonFr: text(),
		createdBy: uuid().references(() => users.id),
		createdAt: createdAt(),
		decidedBy: uuid().references(() => users.id),
		decidedAt: moment(),
		returnComment: text()
	},
	(t) => [
		unique('commitment_versions_number').on(t.commitmentId, t.number),
		oneOf('commitment_versions_state', t.state, UPDATE_STATES),
		check(
			'commitment_versions_no_comment',
			sql`${t.state} = 'returned' or ${t.returnComment} is null`
		),
		check(
			'commitment_versions_reason',
			sql`${t.number} = 1 or coalesce(${t.reasonEn}, ${t.reasonFr}, '') <> ''`
		),
		// What waits, or was returned.
		index('commitment_versions_open')
			.on(t.state, t.createdAt)
			.where(sql`state <> 'accepted'`),
		// What was reworded between two days, newest first.
		index('commitment_versions_since')
			.on(t.decidedAt, t.id)
			.where(sql`state = 'accepted' and number > 1`)
	]
);

/** What the owner of a commitment and the secretariat write to each other about it: never public. */
export const commitmentComments = pgTable(
	'commitment_comments',
	{
		id: id(),
		commitmentId: uuid()
			.notNull()
			.references(() => commitments.id),
		/** The owner of the commitment, repeated here for row-level security. */
		ownerId: uuid()
			.notNull()
			.references(() => organisations.id),
		authorId: uuid()
			.notNull()
			.references(() => users.id),
		/** As they were called then: the owner's people may not look up those of the secretariat. */
		authorName: text().notNull(),
		fromSecretariat: boolean().notNull(),
		body: text().notNull(),
		mentions: uuid().array().notNull().default([]),
		createdAt: createdAt()
	},
	(t) => [
		check('commitment_comments_length', sql`length(${t.body}) between 1 and 5000`),
		index('commitment_comments_commitment').on(t.commitmentId, t.createdAt)
	]
);
