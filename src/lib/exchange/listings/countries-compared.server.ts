import { z } from 'zod';
import {
	compareStatuses,
	compareTiming,
	compareTreaties
} from '#lib/comparison/queries/countries.server.ts';
import { fundingRecords } from './funding.server.ts';
import { mapRecords } from './map.server.ts';
import { comparePromises } from '#lib/comparison/queries/promises.server.ts';
import { countryFilters, type CountryFilters } from '#lib/comparison/schema.ts';
import {
	COMPARED_TREATIES,
	DUE_STATES,
	OUTCOMES,
	STATUS_ORDER,
	type CountedBy
} from '#lib/comparison/vocabulary.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { meetingWords } from '#lib/comparison/shapes/outcomes.ts';
import type { Both } from '#lib/charts/shape.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import type { Nested } from '../csv.ts';
import { listing, type Reading } from '../listing.ts';
import {
	documentPromisesRow,
	forumPromisesRow,
	fundingRow,
	jointPromiseRow,
	mapRow,
	statusRow,
	timingRow,
	treatyRow
} from '../records/compared.ts';

/** Countries compared, in the view asked for: the same figures as the page of these filters. Public. */
export function countryRecords(db: Db, filters: CountryFilters): Promise<Reading> {
	switch (filters.view) {
		case 'timing':
			return timingRecords(db, filters);
		case 'promises':
			return promiseRecords(db, filters);
		case 'funding':
			return fundingRecords(db, filters);
		case 'treaties':
			return treatyRecords(db, filters);
		case 'map':
			return mapRecords(db, filters);
		default:
			return statusRecords(db, filters);
	}
}

/** The columns that say whose a line is. */
const whose = (by: CountedBy) => (by === 'country' ? ['country', 'body'] : [by]);

/** Lines of what commitments are counted by, with what is counted of each. */
function lines<Counts>(
	sections: readonly {
		by: string;
		rows: readonly { key: string; name: Both; counts: Counts }[];
	}[],
	{ by: asked }: CountryFilters,
	countsOf: (counts: Counts) => Nested
): Nested[] {
	return sections.flatMap(({ by, rows }) =>
		rows.map(({ key, name, counts }) => ({
			...(asked === 'country'
				? { country: by === 'country' ? key : null, body: by === 'owner' ? key : null }
				: { [asked]: key || null }),
			name,
			...countsOf(counts)
		}))
	);
}

async function statusRecords(db: Db, filters: CountryFilters): Promise<Reading> {
	const { sections } = await compareStatuses(db, filters);
	return {
		name: 'commitments-by-status',
		columns: [...whose(filters.by), 'name_en', 'name_fr', ...STATUS_ORDER, 'total'],
		records: lines(sections, filters, (counts) => ({ ...counts }))
	};
}

async function timingRecords(db: Db, filters: CountryFilters): Promise<Reading> {
	const { sections } = await compareTiming(db, filters);
	const columns = [...DUE_STATES, 'total', 'moved_later', 'moved_earlier', 'median_days_moved'];
	return {
		name: 'commitments-by-timing',
		columns: [...whose(filters.by), 'name_en', 'name_fr', 'against', ...columns],
		records: lines(sections, filters, (counts) => {
			const against = filters.against;
			if (!counts)
				return { against, ...Object.fromEntries(columns.map((column) => [column, null])) };
			const { later, earlier, medianDays, ...states } = counts;
			return {
				against,
				...states,
				moved_later: later,
				moved_earlier: earlier,
				median_days_moved: medianDays
			};
		})
	};
}

async function treatyRecords(db: Db, filters: CountryFilters): Promise<Reading> {
	const { rows } = await compareTreaties(db, filters);
	return {
		name: 'treaties',
		columns: [
			'country',
			'name_en',
			'name_fr',
			...COMPARED_TREATIES.flatMap((treaty) => [
				`${treaty}_action`,
				`${treaty}_date`,
				`${treaty}_certainty`
			])
		],
		records: rows.map((row) => ({
			country: row.key,
			name: row.name,
			...Object.fromEntries(
				COMPARED_TREATIES.map((treaty) => {
					const standing = row[treaty];
					return [
						treaty,
						standing && {
							action: standing.action,
							date: standing.takenOn,
							certainty: standing.certainty
						}
					];
				})
			)
		}))
	};
}

const OUTCOME_COLUMNS = ['promised', ...OUTCOMES, 'overdue'];

/** What was promised against what is done: by forum, or in one forum by document or by joint commitment. */
async function promiseRecords(db: Db, filters: CountryFilters): Promise<Reading> {
	const { forums, elsewhere, documents, together } = await comparePromises(db, filters);
	const forum = filters.forum ?? null;
	if (filters.list === 'forums')
		return {
			name: 'promises-by-forum',
			columns: ['forum', 'name_en', 'name_fr', ...OUTCOME_COLUMNS],
			records: [
				...forums.map(({ key, name, counts }) => ({ forum: key, name, ...counts })),
				...(elsewhere ? [{ forum: null, name: null, ...elsewhere }] : [])
			]
		};
	// What is listed within a forum is listed of one.
	if (!documents || !together) throw new Refusal('not_found');
	if (filters.list === 'documents')
		return {
			name: `promises-by-document-${forum}`,
			columns: ['forum', 'source', 'year', 'meetings', ...OUTCOME_COLUMNS],
			records: documents.map(({ meetings, ...row }) => ({
				forum,
				...row,
				meetings: meetings.map(meetingWords)
			}))
		};
	return {
		name: `promises-together-${forum}`,
		columns: ['forum', 'commitment', 'title_en', 'title_fr', 'year', 'parties', ...OUTCOMES],
		records: together.map(({ reference, ...row }) => ({ forum, commitment: reference, ...row }))
	};
}

export const countriesComparedListing = listing({
	path: '/compare/countries',
	title: inBoth(m.comparison_countries_title, {}),
	holds: inBoth(m.exchange_holds_countries_compared, {}),
	parameters: countryFilters,
	record: z.union([
		statusRow,
		timingRow,
		forumPromisesRow,
		documentPromisesRow,
		jointPromiseRow,
		fundingRow,
		treatyRow,
		mapRow
	]),
	paged: false,
	read: countryRecords
});
