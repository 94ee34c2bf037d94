import { today } from '#lib/comparison/as-of.ts';
import { changeChoices, changesSince } from '#lib/changes/queries.server.ts';
import { changeFilters, changePage, withoutUsual } from '#lib/changes/schema.ts';
import { byDay } from '#lib/changes/shapes/change.ts';
import { CHANGES_A_PAGE } from '#lib/changes/vocabulary.ts';
import { readFilters } from '#lib/comparison/schema.ts';
import { decodeCursor } from '#lib/exchange/cursor.ts';
import { asPublic } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { searchParams } = event.url;
	const asOf = today();
	const filters = withoutUsual(readFilters(changeFilters, searchParams), asOf);
	const { after } = readFilters(changePage, searchParams);
	return asPublic(event, async (db) => {
		const part = {
			limit: CHANGES_A_PAGE,
			after: after === undefined ? null : decodeCursor(after)
		};
		const { changes, ...found } = await changesSince(db, filters, part, asOf);
		return {
			...found,
			filters,
			further: after !== undefined,
			count: changes.length,
			days: byDay(changes),
			choices: await changeChoices(db)
		};
	});
};
