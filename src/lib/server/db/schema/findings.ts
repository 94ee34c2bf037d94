import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	integer,
	pgTable,
	text,
	unique,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { FINDING_DIRECTIONS, FINDING_STATES, FINDING_VOICES } from '#lib/frameworks/vocabulary.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { CERTAINTIES } from '#lib/organisations/vocabulary.ts';
import { users } from './access.ts';
import { createdAt, id, isPartialDate, moment, oneOf, partialDate } from './columns.ts';
import { requirements } from './frameworks.ts';
import { organisations } from './organisations.ts';

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
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed'),
		state: text({ enum: FINDING_STATES }).notNull().default('published'),
		/** The last day of the right of reply; none where the company was not asked (the public record). */
		replyUntil: date({ mode: 'string' }),
		publishedAt: moment(),
		/** Why it was not published after all; the company that was asked reads it. */
		droppedReason: text(),
		/** The published finding that this one puts right: that one stays as it was. */
		correctsId: uuid().references((): AnyPgColumn => findings.id),
		createdBy: uuid().references(() => users.id),
		createdAt: createdAt()
	},
	(t) => [
		oneOf('findings_voice', t.voice, FINDING_VOICES),
		oneOf('findings_direction', t.direction, FINDING_DIRECTIONS),
		oneOf('findings_state', t.state, FINDING_STATES),
		check('findings_asked', sql`${t.state} <> 'awaiting_reply' or ${t.replyUntil} is not null`),
		check(
			'findings_dropped',
			sql`(${t.state} = 'dropped') = (${t.droppedReason} is not null) and length(${t.droppedReason}) between 1 and 2000`
		),
		check(
			'findings_length',
			sql`length(${t.textEn}) <= 5000 and length(${t.textFr}) <= 5000 and length(${t.sourceNote}) <= 2000 and length(${t.sourceUrl}) <= 2000`
		),
		isPartialDate('findings_found_on', t.foundOn),
		index('findings_organisation').on(t.organisationId),
		index('findings_corrected')
			.on(t.correctsId)
			.where(sql`corrects_id is not null`),
		// All that counting them needs, so that it reads this and not the texts.
		index('findings_counted')
			.on(t.organisationId, t.requirementId, t.direction, t.id)
			.where(sql`state = 'published'`),
		// What became public between two days, newest first.
		index('findings_since')
			.on(t.publishedAt, t.id)
			.where(sql`state = 'published'`),
		// What the secretariat works on, and what it published last.
		index('findings_open')
			.on(t.state, t.replyUntil)
			.where(sql`state <> 'published'`),
		index('findings_newest')
			.on(t.publishedAt.desc().nullsLast())
			.where(sql`state = 'published'`),
		index('findings_requirement').on(t.requirementId)
	]
);

/** What a company replies to a finding about it: printed beside it. */
export const findingReplies = pgTable(
	'finding_replies',
	{
		id: id(),
		findingId: uuid()
			.notNull()
			.references(() => findings.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		body: text().notNull(),
		bodyLocale: text({ enum: LOCALES }).notNull(),
		version: integer().notNull().default(1),
		repliedBy: uuid()
			.notNull()
			.references(() => users.id),
		repliedAt: createdAt(),
		/** When it was last reworded; null where it stands as it was sent. */
		changedAt: moment()
	},
	(t) => [
		unique('finding_replies_once').on(t.findingId),
		oneOf('finding_replies_locale', t.bodyLocale, LOCALES),
		check('finding_replies_length', sql`length(${t.body}) between 1 and 5000`)
	]
);
