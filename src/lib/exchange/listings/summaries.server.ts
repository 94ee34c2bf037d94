import { and, asc, gt, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { summaries } from '#lib/server/db/schema/index.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { frozenNumbers } from '#lib/summaries/figures.server.ts';
import { withNumbers } from '#lib/summaries/numbers.ts';
import { PUBLIC_STATES, SUMMARY_STATES } from '#lib/summaries/vocabulary.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { both, columnsOf, day, dayOf, either } from '../records/fields.ts';

const record = z.object({
	summary: z.string(),
	edition: z.int(),
	state: z.enum(SUMMARY_STATES),
	title: both,
	body: both.meta({
		description:
			'Markdown. A line {{figure 1}} is where the page shows that figure; numbers that are bound to figures are in it as they were frozen.'
	}),
	as_of: day.nullable(),
	published_on: day.nullable(),
	correction_note: either,
	withdrawn_on: day.nullable(),
	withdrawal_reason: either
});

/** Published summaries, the editions they replaced and those that were withdrawn. Public, whoever asks. */
export async function summaryRecords(
	db: Db,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const key = sql<string>`${summaries.slug} || '/' || lpad(${summaries.edition}::text, 5, '0')`;
	const rows = await db
		.select({ summary: summaries, key })
		.from(summaries)
		.where(
			and(inArray(summaries.state, PUBLIC_STATES), after === null ? undefined : gt(key, after))
		)
		.orderBy(asc(key))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, (row) => row.key);
	const numbersOf = await frozenNumbers(
		db,
		records.map(({ summary }) => summary.id)
	);
	const body = ({ id }: { id: string }, locale: Locale, text: string) =>
		withNumbers(text, numbersOf(id), locale);
	return {
		name: 'summaries',
		next,
		columns: columnsOf(record),
		records: records.map(({ summary: one }) => ({
			summary: one.slug,
			edition: one.edition,
			state: one.state,
			title: { en: one.titleEn, fr: one.titleFr },
			body: { en: body(one, 'en', one.bodyEn), fr: body(one, 'fr', one.bodyFr) },
			as_of: one.asOf,
			published_on: dayOf(one.publishedAt),
			correction_note: { en: one.correctionNoteEn, fr: one.correctionNoteFr },
			withdrawn_on: dayOf(one.withdrawnAt),
			withdrawal_reason: { en: one.withdrawalReasonEn, fr: one.withdrawalReasonFr }
		}))
	};
}

export const summaryListing = listing({
	path: '/summaries',
	title: inBoth(m.comparison_data_summaries, {}),
	holds: inBoth(m.comparison_data_summaries_text, {}),
	parameters: z.object({}),
	record,
	paged: true,
	read: (db, _asked, part) => summaryRecords(db, part)
});
