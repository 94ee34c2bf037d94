import { z } from 'zod';
import { ENDORSEMENT_STATUSES } from '#lib/frameworks/vocabulary.ts';
import { endorsementRegister } from '#lib/organisations/queries/endorsements.server.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import {
	addresses,
	both,
	certainty,
	columnsOf,
	day,
	dayOf,
	partialDay
} from '../records/fields.ts';

const record = z.object({
	company: z.string(),
	name: both,
	sample: z.boolean(),
	status: z.enum(ENDORSEMENT_STATUSES),
	endorsed_on: partialDay.nullable(),
	certainty,
	note: z.string().nullable(),
	sources: addresses,
	last_assessment_published_on: day.nullable(),
	reviewer_rating_published: z.boolean()
});

/** The register of who endorsed the Voluntary Principles. Public, whoever asks. */
export async function endorsementRecords(
	db: Db,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const register = (await endorsementRegister(db))
		.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
		.filter(({ slug }) => after === null || slug > after);
	const { records, next } = sliceOf(register.slice(0, limit + 1), limit, ({ slug }) => slug);
	return {
		name: 'endorsements',
		next,
		columns: columnsOf(record),
		records: records.map((entry) => ({
			company: entry.slug,
			name: entry.name,
			sample: entry.sample,
			status: entry.status,
			endorsed_on: entry.endorsedOn,
			certainty: entry.certainty,
			note: entry.note,
			sources: entry.sources,
			last_assessment_published_on: dayOf(entry.assessedAt),
			reviewer_rating_published: entry.reviewed
		}))
	};
}

export const endorsementListing = listing({
	path: '/endorsements',
	title: inBoth(m.comparison_data_endorsements, {}),
	holds: inBoth(m.comparison_data_endorsements_text, {}),
	parameters: z.object({}),
	record,
	paged: true,
	read: (db, _asked, part) => endorsementRecords(db, part)
});
