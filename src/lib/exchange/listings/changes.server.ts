import { z } from 'zod';
import { changesSince } from '#lib/changes/queries.server.ts';
import { changeFilters, type ChangeFilters } from '#lib/changes/schema.ts';
import { dayOf, type Change } from '#lib/changes/shapes/change.ts';
import { CHANGE_KINDS } from '#lib/changes/vocabulary.ts';
import { COMMITMENT_STATUSES } from '#lib/commitments/vocabulary.ts';
import { FINDING_DIRECTIONS, FINDING_VOICES } from '#lib/frameworks/vocabulary.ts';
import { TREATY_ACTIONS } from '#lib/organisations/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import type { Nested } from '../csv.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { columnsOf, count, day, either } from '../records/fields.ts';

const record = z.object({
	date: day,
	kind: z.enum(CHANGE_KINDS),
	what: either,
	who: z.string().nullable().meta({ description: 'Short name, or the code of a country.' }),
	who_name: either,
	status_from: z.enum(COMMITMENT_STATUSES).nullable(),
	status_to: z.enum(COMMITMENT_STATUSES).nullable(),
	fields: z.array(z.string()),
	since: either,
	higher: count.nullable(),
	lower: count.nullable(),
	same: count.nullable(),
	not_comparable: count.nullable(),
	voice: z.enum(FINDING_VOICES).nullable(),
	direction: z.enum(FINDING_DIRECTIONS).nullable(),
	corrects: z.boolean().nullable(),
	treaty_action: z.enum(TREATY_ACTIONS).nullable(),
	edition: z.int().nullable(),
	address: z.string().meta({ description: 'Without language: /en or /fr goes before it.' }),
	id: z.string()
});

/** What became public between two days, newest first. Public, whoever asks. */
export async function changeRecords(db: Db, asked: ChangeFilters, part: Part): Promise<Reading> {
	const { changes, next } = await changesSince(db, asked, part);
	return {
		name: 'changes',
		next,
		columns: columnsOf(record),
		records: changes.map(changeRecord)
	};
}

/** One change as the list and the webhooks tell of it. */
export const changeRecord = (change: Change): Nested => ({
	date: dayOf(change),
	kind: change.kind,
	what: { en: change.what.en, fr: change.what.fr },
	who: change.who?.key ?? null,
	who_name: { en: change.who?.name.en ?? null, fr: change.who?.name.fr ?? null },
	...moreOf(change),
	/** Without language: `/en` or `/fr` goes before it. */
	address: change.path,
	id: change.id
});

/** What is told of its kind alone; the same columns for all. */
function moreOf(change: Change): Record<string, Nested[string]> {
	const movement = change.kind === 'assessment_published' ? change.movement : null;
	const finding = change.kind === 'finding_published' ? change : null;
	return {
		status_from: change.kind === 'status_changed' ? change.from : null,
		status_to: change.kind === 'status_changed' ? change.to : null,
		fields: change.kind === 'wording_changed' ? change.fields : [],
		since: { en: movement?.since.en ?? null, fr: movement?.since.fr ?? null },
		higher: movement?.higher ?? null,
		lower: movement?.lower ?? null,
		same: movement?.same ?? null,
		not_comparable: movement?.other ?? null,
		voice: finding?.voice ?? null,
		direction: finding?.direction ?? null,
		corrects: finding?.corrects ?? null,
		treaty_action: change.kind === 'treaty_action' ? change.action : null,
		edition: 'edition' in change ? change.edition : null
	};
}

export const changeListing = listing({
	path: '/changes',
	title: inBoth(m.changes_title, {}),
	holds: inBoth(m.changes_data, {}),
	parameters: changeFilters,
	record,
	paged: true,
	read: changeRecords
});
