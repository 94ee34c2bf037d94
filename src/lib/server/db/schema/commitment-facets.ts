import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { COMMITMENT_KINDS, COMMITMENT_STATUSES } from '#lib/commitments/vocabulary.ts';
import { commitments } from './commitments.ts';

/**
 * What the public list filters a published commitment by, written by triggers with whatever it is made of: the function
 * `concord_facets_now` says what that is. It is the same for everyone, since only what is public goes into it.
 */
export const commitmentFacets = pgTable(
	'commitment_facets',
	{
		commitmentId: uuid()
			.primaryKey()
			.references(() => commitments.id, { onDelete: 'cascade' }),
		country: text(),
		forum: text(),
		kind: text({ enum: COMMITMENT_KINDS }).notNull(),
		pillar: text(),
		status: text({ enum: COMMITMENT_STATUSES }).notNull(),
		/** In which it was announced. */
		year: text(),
		/** Numbers of the Voluntary Principles that it serves. */
		principles: text().array().notNull(),
		/** Codes of the countries whose organisations take part. */
		participants: text().array().notNull(),
		/** Whether a link proves it, or one of its accepted updates. */
		evidence: boolean().notNull(),
		funded: boolean().notNull(),
		/** The last day on which it is not late; none where it has no date, or is settled. */
		lateAfter: text()
	},
	(t) => [
		// All that is counted, so that counting reads nothing else.
		index('commitment_facets_counted').on(
			t.country,
			t.forum,
			t.kind,
			t.pillar,
			t.status,
			t.year,
			t.evidence,
			t.funded,
			t.lateAfter,
			t.principles,
			t.participants
		),
		index('commitment_facets_late')
			.on(t.lateAfter)
			.where(sql`late_after is not null`)
	]
);

/**
 * How many published commitments have each value of each facet: the sum over the rows of that value. Who finds a row being
 * changed by another counts in a row of their own, so that nobody waits for anybody.
 */
export const commitmentFacetCounts = pgTable(
	'commitment_facet_counts',
	{
		facet: text().notNull(),
		value: text().notNull(),
		count: integer().notNull()
	},
	(t) => [index('commitment_facet_counts_value').on(t.facet, t.value)]
);
