import { readAggregates } from '#lib/assessments/queries.server.ts';
import { untilEndOf } from '#lib/comparison/as-of.ts';
import { capabilityFilters, type CapabilityFilters } from '#lib/comparison/schema.ts';
import { MODEL_NATIONAL_RESPONSE, RATINGS } from '#lib/frameworks/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { listing, type Reading } from '../listing.ts';
import { capabilityRow } from '../records/compared.ts';

const RATED = RATINGS.map((value) => `rating_${value}`);

/** National capabilities in sum, one record for each capability and cycle: the figures of the page. Public. */
export async function capabilityRecords(
	db: Db,
	{ cycle: asked, on }: CapabilityFilters
): Promise<Reading> {
	const { cycles } = await readAggregates(db, MODEL_NATIONAL_RESPONSE, untilEndOf(on));
	return {
		name: 'capabilities',
		columns: [
			'cycle',
			'capability',
			'title_en',
			'title_fr',
			'title_certainty',
			'governments',
			...RATED,
			'not_applicable',
			'counted_on'
		],
		records: cycles
			.filter(({ key }) => asked === undefined || key === asked)
			.flatMap(({ key, organisations, countedAt, requirements }) =>
				requirements.map(({ number, title, certainty, counts }) => ({
					cycle: key,
					capability: number,
					title,
					title_certainty: certainty,
					governments: organisations,
					...Object.fromEntries(RATED.map((name, at) => [name, counts[at] ?? 0])),
					not_applicable: counts[RATED.length] ?? 0,
					counted_on: countedAt.toISOString().slice(0, 10)
				}))
			)
	};
}

export const capabilityListing = listing({
	path: '/compare/capabilities',
	title: inBoth(m.comparison_data_capabilities, {}),
	holds: inBoth(m.comparison_data_capabilities_text, {}),
	parameters: capabilityFilters,
	record: capabilityRow,
	paged: false,
	read: capabilityRecords
});
