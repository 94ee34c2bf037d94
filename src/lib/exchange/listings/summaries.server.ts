import { and, asc, gt, inArray, sql } from 'drizzle-orm';
import { summaries } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import type { Part, Reading } from '../public-reading.server.ts';

const day = (moment: Date | null) => moment?.toISOString().slice(0, 10) ?? null;

/** Published summaries and the editions they replaced. Public, whoever asks. */
export async function summaryRecords(db: Db, { limit, after }: Part): Promise<Reading> {
	const key = sql<string>`${summaries.slug} || '/' || lpad(${summaries.edition}::text, 5, '0')`;
	const rows = await db
		.select({ summary: summaries, key })
		.from(summaries)
		.where(
			and(
				inArray(summaries.state, ['published', 'superseded']),
				after === null ? undefined : gt(key, after)
			)
		)
		.orderBy(asc(key))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, (row) => row.key);
	return {
		name: 'summaries',
		next,
		columns: [
			'summary',
			'edition',
			'state',
			'title_en',
			'title_fr',
			'body_en',
			'body_fr',
			'as_of',
			'published_on',
			'correction_note_en',
			'correction_note_fr'
		],
		records: records.map(({ summary: one }) => ({
			summary: one.slug,
			edition: one.edition,
			state: one.state,
			title: { en: one.titleEn, fr: one.titleFr },
			body: { en: one.bodyEn, fr: one.bodyFr },
			as_of: one.asOf,
			published_on: day(one.publishedAt),
			correction_note: { en: one.correctionNoteEn, fr: one.correctionNoteFr }
		}))
	};
}
