import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { inBoth } from '#lib/i18n/in-both.ts';
import { TREATY_ACTIONS } from '#lib/organisations/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { instruments, treatyActions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import {
	addresses,
	askedCountry,
	both,
	certainty,
	columnsOf,
	country,
	partialDay
} from '../records/fields.ts';

const parameters = z.object({
	country: askedCountry.optional()
});

const record = z.object({
	instrument: z.string(),
	instrument_name: both,
	country,
	action: z.enum(TREATY_ACTIONS),
	taken_on: partialDay.nullable(),
	certainty,
	note: z.string().nullable(),
	sources: addresses
});

/** What each country did under which treaty, and when. Public. */
async function treatyActionRecords(
	db: Db,
	{ country: code }: z.output<typeof parameters>,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const rows = await db
		.select({ action: treatyActions, en: instruments.nameEn, fr: instruments.nameFr })
		.from(treatyActions)
		.innerJoin(instruments, eq(instruments.key, treatyActions.instrumentKey))
		.where(
			and(
				code === undefined ? undefined : eq(treatyActions.countryCode, code),
				after === null ? undefined : gt(treatyActions.id, after)
			)
		)
		.orderBy(asc(treatyActions.id))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ action }) => action.id);
	return {
		name: 'treaty-actions',
		next,
		columns: columnsOf(record),
		records: records.map(({ action: one, en, fr }) => ({
			instrument: one.instrumentKey,
			instrument_name: { en, fr },
			country: one.countryCode,
			action: one.action,
			taken_on: one.takenOn,
			certainty: one.certainty,
			note: one.note,
			sources: one.sources
		}))
	};
}

export const treatyActionListing = listing({
	path: '/treaty-actions',
	title: inBoth(m.exchange_list_treaty_actions, {}),
	holds: inBoth(m.exchange_holds_treaty_actions, {}),
	parameters,
	record,
	paged: true,
	key: z.uuid(),
	read: treatyActionRecords
});
