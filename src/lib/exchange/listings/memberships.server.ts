import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { inBoth } from '#lib/i18n/in-both.ts';
import { FORUM_ROLES } from '#lib/organisations/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { forumMemberships, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { certainty, columnsOf, country, partialDay } from '../records/fields.ts';

const parameters = z.object({ forum: z.string().max(80).optional() });

const record = z.object({
	forum: z.string(),
	country: country.nullable(),
	organisation: z.string().nullable(),
	role: z.enum(FORUM_ROLES),
	since: partialDay.nullable(),
	until: partialDay.nullable(),
	certainty,
	source_url: z.string().nullable()
});

/** Who belongs to which forum, since when and until when. Public. */
async function membershipRecords(
	db: Db,
	{ forum }: z.output<typeof parameters>,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const rows = await db
		.select({ membership: forumMemberships, organisation: organisations.slug })
		.from(forumMemberships)
		.leftJoin(organisations, eq(organisations.id, forumMemberships.organisationId))
		.where(
			and(
				forum === undefined ? undefined : eq(forumMemberships.forumKey, forum),
				after === null ? undefined : gt(forumMemberships.id, after)
			)
		)
		.orderBy(asc(forumMemberships.id))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ membership }) => membership.id);
	return {
		name: 'memberships',
		next,
		columns: columnsOf(record),
		records: records.map(({ membership: one, organisation }) => ({
			forum: one.forumKey,
			country: one.countryCode,
			organisation,
			role: one.role,
			since: one.since,
			until: one.until,
			certainty: one.certainty,
			source_url: one.sourceUrl
		}))
	};
}

export const membershipListing = listing({
	path: '/memberships',
	title: inBoth(m.exchange_list_memberships, {}),
	holds: inBoth(m.exchange_holds_memberships, {}),
	parameters,
	record,
	paged: true,
	key: z.uuid(),
	read: membershipRecords
});
