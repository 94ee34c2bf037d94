import { asc, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inBoth } from '#lib/i18n/in-both.ts';
import { FORUM_KINDS } from '#lib/organisations/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { forumMeetings, forums } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { addresses, both, columnsOf, either, partialDay } from '../records/fields.ts';

const record = z.object({
	forum: z.string(),
	kind: z.enum(FORUM_KINDS),
	name: both,
	description: either,
	founded: partialDay.nullable(),
	url: z.string().nullable(),
	meetings: z.array(z.string()).meta({ description: 'Year, place and days.' }),
	expects_reports_within_months: z.int(),
	sources: addresses
});

/** Bodies in which commitments are made, with their meetings. Public. */
async function forumRecords(
	db: Db,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const rows = await db
		.select({
			forum: forums,
			meetings: sql<
				string[]
			>`array(select concat_ws(' ', m.year, m.place, m.dates) from ${forumMeetings} m where m.forum_key = ${forums}.key order by m.year, m.dates)`
		})
		.from(forums)
		.where(after === null ? undefined : gt(forums.key, after))
		.orderBy(asc(forums.key))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ forum }) => forum.key);
	return {
		name: 'forums',
		next,
		columns: columnsOf(record),
		records: records.map(({ forum, meetings }) => ({
			forum: forum.key,
			kind: forum.kind,
			name: { en: forum.nameEn, fr: forum.nameFr },
			description: { en: forum.descriptionEn, fr: forum.descriptionFr },
			founded: forum.founded,
			url: forum.url,
			meetings,
			expects_reports_within_months: forum.expectsWithinMonths,
			sources: forum.sources
		}))
	};
}

export const forumListing = listing({
	path: '/forums',
	title: inBoth(m.exchange_list_forums, {}),
	holds: inBoth(m.exchange_holds_forums, {}),
	parameters: z.object({}),
	record,
	paged: true,
	read: (db, _asked, part) => forumRecords(db, part)
});
