import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { LINK_OUTCOMES } from '#lib/links/vocabulary.ts';
import { users } from './access.ts';
import { createdAt, isWebAddress, moment, oneOf } from './columns.ts';

/** What came of asking for an address that stands in a summary or under what somebody reports, and who has looked for themselves. */
export const linkChecks = pgTable(
	'link_checks',
	{
		url: text().primaryKey(),
		/** When it is to be asked for next; none: not before somebody wants to know. */
		nextAt: moment().defaultNow(),
		/** When somebody wanted to know. */
		askedAt: createdAt(),
		/** Since when it is being asked for, so that nobody else does. */
		takenAt: moment(),
		/** When it was last asked for, and since when in vain, how often. */
		triedAt: moment(),
		failingSince: moment(),
		attempts: integer().notNull().default(0),
		/** When the outcome was last found to be so. */
		checkedAt: moment(),
		outcome: text({ enum: LINK_OUTCOMES }),
		status: integer(),
		/** Who has seen the page, where a program is not let in. */
		seenBy: uuid().references(() => users.id),
		seenAt: moment()
	},
	(t) => [
		isWebAddress('link_checks_url', t.url),
		oneOf('link_checks_outcome', t.outcome, LINK_OUTCOMES),
		index('link_checks_waiting')
			.on(t.nextAt)
			.where(sql`next_at is not null`)
	]
);
