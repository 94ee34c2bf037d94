import { asc, gt } from 'drizzle-orm';
import { z } from 'zod';
import { ORGANISATION_KINDS } from '#lib/organisations/vocabulary.ts';
import { organisations } from '#lib/server/db/schema/index.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { addresses, both, columnsOf, country } from '../records/fields.ts';

const record = z.object({
	organisation: z.string().meta({ description: 'The short name by which other lists name it.' }),
	kind: z.enum(ORGANISATION_KINDS),
	name: both,
	country: country.nullable(),
	sample: z.boolean().meta({ description: 'Made up, to try the portal out.' }),
	sources: addresses
});

/** Everyone whom other lists name: governments, companies and other bodies. Public. */
async function organisationRecords(
	db: Db,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const rows = await db
		.select()
		.from(organisations)
		.where(after === null ? undefined : gt(organisations.slug, after))
		.orderBy(asc(organisations.slug))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ slug }) => slug);
	return {
		name: 'organisations',
		next,
		columns: columnsOf(record),
		records: records.map((one) => ({
			organisation: one.slug,
			kind: one.kind,
			name: { en: one.nameEn, fr: one.nameFr },
			country: one.countryCode,
			sample: one.sample,
			sources: one.sources
		}))
	};
}

export const organisationListing = listing({
	path: '/organisations',
	title: inBoth(m.exchange_list_organisations, {}),
	holds: inBoth(m.exchange_holds_organisations, {}),
	parameters: z.object({}),
	record,
	paged: true,
	read: (db, _asked, part) => organisationRecords(db, part)
});
