import { changesSince } from '#lib/changes/queries.server.ts';
import type { ChangeFilters } from '#lib/changes/schema.ts';
import { dayOf, type Change } from '#lib/changes/shapes/change.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Nested } from '../csv.ts';
import type { Part, Reading } from '../public-reading.server.ts';

/** What became public between two days, newest first. Public, whoever asks. */
export async function changeRecords(db: Db, asked: ChangeFilters, part: Part): Promise<Reading> {
	const { changes, next } = await changesSince(db, asked, part);
	return {
		name: 'changes',
		next,
		columns: [
			'date',
			'kind',
			'what_en',
			'what_fr',
			'who',
			'who_name_en',
			'who_name_fr',
			'status_from',
			'status_to',
			'fields',
			'since_en',
			'since_fr',
			'higher',
			'lower',
			'same',
			'not_comparable',
			'voice',
			'direction',
			'corrects',
			'treaty_action',
			'edition',
			'address',
			'id'
		],
		records: changes.map((change) => ({
			date: dayOf(change),
			kind: change.kind,
			what: { en: change.what.en, fr: change.what.fr },
			who: change.who?.key ?? null,
			who_name: { en: change.who?.name.en ?? null, fr: change.who?.name.fr ?? null },
			...moreOf(change),
			/** Without language: `/en` or `/fr` goes before it. */
			address: change.path,
			id: change.id
		}))
	};
}

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
		edition: change.kind === 'summary_published' ? change.edition : null
	};
}
