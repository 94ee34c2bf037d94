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
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import {
	COMMITMENT_KINDS,
	COMMITMENT_STATES,
	COMMITMENT_STATUSES,
	FUNDING_STAGES,
	MILESTONE_STATUSES,
	STATUS_BASES
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
import { commitmentUpdates } from './commitment-reports.ts';
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
		supportingAgencies: text().array().notNull().default([]),
		/** ISO 3166-2 codes of the provinces, territories and states that take part. */
		subdivisions: text().array().notNull().default([]),
		/** The act or instrument it rests on. */
		legalBasisEn: text(),
		legalBasisFr: text(),
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
		check(
			'commitments_legal_basis_length',
			sql`greatest(length(${t.legalBasisEn}), length(${t.legalBasisFr})) <= 2000`
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
		index('commitments_forum').on(t.forumKey),
		// All that the counts of public commitments need, so that they read this and not the texts.
		index('commitments_counted')
			.on(
				t.ownerId,
				t.state,
				t.status,
				t.kind,
				t.forumKey,
				t.pillarId,
				t.dueOn,
				t.firstDueOn,
				t.statusAsOf,
				t.announcedOn
			)
			.where(sql`published_at is not null`),
		// All that following public commitments over time, and counting them on a past day, asks of each.
		index('commitments_followed')
			.on(
				t.id,
				t.ownerId,
				t.kind,
				t.forumKey,
				t.pillarId,
				t.announcedOn,
				t.state,
				t.statusAsOf,
				t.status,
				t.publishedAt,
				t.dueOn,
				t.firstDueOn
			)
			.where(sql`published_at is not null`),
		// What became public or was taken back between two days, newest first.
		index('commitments_since')
			.on(t.publishedAt, t.id)
			.where(sql`published_at is not null`),
		index('commitments_withdrawn_since')
			.on(t.statusAsOf, t.id)
			.where(sql`state = 'withdrawn'`),
		// What row-level security asks of a commitment for everything that hangs on it.
		index('commitments_readable').on(t.id, t.publishedAt, t.ownerId, t.state)
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
	(t) => [
		primaryKey({ columns: [t.commitmentId, t.requirementId] }),
		index('commitment_requirements_requirement').on(t.requirementId)
	]
);

/**
 * An organisation that takes part in a shared commitment beside the one that leads it: the status is
 * its own, that of its newest accepted update.
 */
export const commitmentParticipants = pgTable(
	'commitment_participants',
	{
		commitmentId: uuid()
			.notNull()
			.references(() => commitments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		position: smallint().notNull(),
		status: text({ enum: COMMITMENT_STATUSES }).notNull().default('not_started'),
		statusBasis: text({ enum: STATUS_BASES }).notNull().default('owner'),
		statusAsOf: partialDate()
	},
	(t) => [
		primaryKey({ columns: [t.commitmentId, t.organisationId] }),
		oneOf('commitment_participants_status', t.status, COMMITMENT_STATUSES),
		oneOf('commitment_participants_status_basis', t.statusBasis, STATUS_BASES),
		isPartialDate('commitment_participants_status_as_of', t.statusAsOf),
		index('commitment_participants_organisation').on(t.organisationId)
	]
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
		status: text({ enum: MILESTONE_STATUSES }).notNull().default('open'),
		/** Whose it is in a shared commitment; none: the commitment's as a whole. */
		participantId: uuid().references(() => organisations.id),
		/** The update that adds it to a published commitment: it is seen by whoever sees that. */
		proposedIn: uuid().references((): AnyPgColumn => commitmentUpdates.id)
	},
	(t) => [
		unique('milestones_position').on(t.commitmentId, t.position),
		oneOf('milestones_status', t.status, MILESTONE_STATUSES),
		inSomeLanguage('milestones_title', t.titleEn, t.titleFr),
		isPartialDate('milestones_due_on', t.dueOn),
		isPartialDate('milestones_completed_on', t.completedOn),
		index('milestones_proposed')
			.on(t.proposedIn)
			.where(sql`proposed_in is not null`),
		index('milestones_participant')
			.on(t.participantId)
			.where(sql`participant_id is not null`)
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
		check('funding_lines_currency', sql`${t.currency} ~ '^[A-Z]{3}$'`),
		// All that the sums need.
		index('funding_lines_summed').on(
			t.commitmentId,
			t.currency,
			t.fiscalPeriod,
			t.stage,
			t.amountMinor
		)
	]
);
