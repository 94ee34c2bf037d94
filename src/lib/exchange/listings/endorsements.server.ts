import { endorsementRegister } from '#lib/organisations/queries/endorsements.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import type { Part, Reading } from '../public-reading.server.ts';

/** The register of who endorsed the Voluntary Principles. Public, whoever asks. */
export async function endorsementRecords(db: Db, { limit, after }: Part): Promise<Reading> {
	const register = (await endorsementRegister(db))
		.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
		.filter(({ slug }) => after === null || slug > after);
	const { records, next } = sliceOf(register.slice(0, limit + 1), limit, ({ slug }) => slug);
	return {
		name: 'endorsements',
		next,
		columns: [
			'company',
			'name_en',
			'name_fr',
			'sample',
			'status',
			'endorsed_on',
			'certainty',
			'note',
			'sources',
			'last_assessment_published_on',
			'reviewer_rating_published'
		],
		records: records.map((entry) => ({
			company: entry.slug,
			name: entry.name,
			sample: entry.sample,
			status: entry.status,
			endorsed_on: entry.endorsedOn,
			certainty: entry.certainty,
			note: entry.note,
			sources: entry.sources,
			last_assessment_published_on: entry.assessedAt?.toISOString().slice(0, 10) ?? null,
			reviewer_rating_published: entry.reviewed
		}))
	};
}
