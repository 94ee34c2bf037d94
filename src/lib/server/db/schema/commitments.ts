import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	char,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import {
	COMMITMENT_KINDS,
	COMMITMENT_STATES,
	COMMITMENT_STATUSES,
	FUNDING_STAGES,
	MILESTONE_STATUSES,
	STATUS_BASES,
	UPDATE_STATES
} from '#lib/commitments/vocabulary.ts';
import { CERTAINTIES } from '#lib/organisations/vocabulary.ts';
import { users } from './access.ts';
import {
	createdAt,
	id,
	inSomeLanguage,
	isPartialDate,
	isWebAddress,
	moment,
	oneOf,
	partialDate
} from './columns.ts';
import { requirements } from './frameworks.ts';
import { forums, organisations } from './organisations.ts';

export const commitments = pgTable(
	'commitments',
	{
		id: id(),
		reference: text().notNull().unique(),
		/** Key of the record in the reference data, so that loading twice changes nothing. */
		sourceKey: text().unique(),
		ownerId: uuid()
			.notNull()
			.references(() => organisations.id),
		forumKey: text().references(() => forums.key),
		kind: text({ enum: COMMITMENT_KINDS }).notNull(),
		pillarId: uuid().references(() => requirements.id),
		titleEn: text(),
		titleFr: text(),
		descriptionEn: text(),
		descriptionFr: text(),
		/** The French description is our translation of a public text that has none. */
		frenchIsOurs: boolean().notNull().default(false),
		/** Where things stood when it was promised, and by what one will see that it is kept. */
		baselineEn: text(),
		baselineFr: text(),
		measureEn: text(),
		measureFr: text(),
		/** It needs no money of its own. */
		unfunded: boolean().notNull().default(false),
		/** A mailbox of a role, never a person's. */
		contactMailbox: text(),
		leadAgency: text(),
		announcedOn: partialDate(),
		startsOn: partialDate(),
		dueOn: partialDate(),
		/** The date first promised; `dueOn` is the date as last revised. */
		firstDueOn: partialDate(),
		sourceUrl: text(),
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed'),
		certaintyNote: text(),
		state: text({ enum: COMMITMENT_STATES }).notNull().default('draft'),
		status: text({ enum: COMMITMENT_STATUSES }).notNull().default('not_started'),
		statusBasis: text({ enum: STATUS_BASES }).notNull().default('owner'),
		/** When the status was last reported, or confirmed from a source; null where nothing was. */
		statusAsOf: partialDate(),
		returnComment: text(),
		withdrawnReason: text(),
		/** Counts edits: an edit made from an older version is refused. */
		version: integer().notNull().default(1),
		createdBy: uuid().references(() => users.id),
		createdAt: createdAt(),
		updatedAt: createdAt(),
		submittedAt: moment(),
		publishedAt: moment()
	},
	(t) => [
		oneOf('commitments_kind', t.kind, COMMITMENT_KINDS),
		oneOf('commitments_state', t.state, COMMITMENT_STATES),
		oneOf('commitments_status', t.status, COMMITMENT_STATUSES),
		oneOf('commitments_status_basis', t.statusBasis, STATUS_BASES),
		oneOf('commitments_certainty', t.certainty, CERTAINTIES),
		inSomeLanguage('commitments_title', t.titleEn, t.titleFr),
		check(
			'commitments_length',
			sql`greatest(length(${t.titleEn}), length(${t.titleFr})) <= 300 and greatest(length(${t.descriptionEn}), length(${t.descriptionFr})) <= 10000`
		),
		check(
			'commitments_verifiable_length',
			sql`greatest(length(${t.baselineEn}), length(${t.baselineFr}), length(${t.measureEn}), length(${t.measureFr})) <= 2000`
		),
		isPartialDate('commitments_announced_on', t.announcedOn),
		isPartialDate('commitments_starts_on', t.startsOn),
		isPartialDate('commitments_due_on', t.dueOn),
		isPartialDate('commitments_first_due_on', t.firstDueOn),
		isPartialDate('commitments_status_as_of', t.statusAsOf),
		// A due date known to the year only does not come before a day of that year.
		check(
			'commitments_dates',
			sql`left(${t.dueOn}, least(length(${t.dueOn}), length(${t.startsOn}))) >= left(${t.startsOn}, least(length(${t.dueOn}), length(${t.startsOn})))`
		),
		check('commitments_published', sql`${t.state} <> 'published' or ${t.publishedAt} is not null`),
		check(
			'commitments_no_comment',
			sql`${t.state} not in ('published', 'withdrawn') or ${t.returnComment} is null`
		),
		check(
			'commitments_withdrawn',
			sql`${t.state} <> 'withdrawn' or coalesce(${t.withdrawnReason}, '') <> ''`
		),
		isWebAddress('commitments_source', t.sourceUrl),
		index('commitments_owner').on(t.ownerId, t.state),
		index('commitments_state').on(t.state, t.reference),
		index('commitments_forum').on(t.forumKey)
	]
);

export const commitmentRequirements = pgTable(
	'commitment_requirements',
	{
		commitmentId: uuid()
			.notNull()
			.references(() => commitments.id),
		requirementId: uuid()
			.notNull()
			.references(() => requirements.id)
	},
	(t) => [primaryKey({ columns: [t.commitmentId, t.requirementId] })]
);

export const milestones = pgTable(
	'milestones',
	{
		id: id(),
		commitmentId: uuid()
			.notNull()
			.references(() => commitments.id),
		position: smallint().notNull(),
		titleEn: text(),
		titleFr: text(),
		dueOn: partialDate(),
		firstDueOn: partialDate(),
		completedOn: partialDate(),
		status: text({ enum: MILESTONE_STATUSES }).notNull().default('open')
	},
	(t) => [
		unique('milestones_position').on(t.commitmentId, t.position),
		oneOf('milestones_status', t.status, MILESTONE_STATUSES),
		inSomeLanguage('milestones_title', t.titleEn, t.titleFr),
		isPartialDate('milestones_due_on', t.dueOn),
		isPartialDate('milestones_completed_on', t.completedOn)
	]
);

export const fundingLines = pgTable(
	'funding_lines',
	{
		id: id(),
		commitmentId: uuid()
			.notNull()
			.references(() => commitments.id),
		position: smallint().notNull(),
		/** In the currency's minor unit: cents, pence. */
		amountMinor: bigint({ mode: 'number' }).notNull(),
		currency: char({ length: 3 }).notNull(),
		fiscalPeriod: text(),
		recipient: text(),
		stage: text({ enum: FUNDING_STAGES }).notNull().default('announced'),
		sourceUrl: text()
	},
	(t) => [
		unique('funding_lines_position').on(t.commitmentId, t.position),
		oneOf('funding_lines_stage', t.stage, FUNDING_STAGES),
		check('funding_lines_amount', sql`${t.amountMinor} >= 0`),
		check('funding_lines_currency', sql`${t.currency} ~ '^[A-Z]{3}$'`)
	]
);

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
		index('commitment_updates_waiting')
			.on(t.createdAt)
			.where(sql`state = 'posted'`)
	]
);
