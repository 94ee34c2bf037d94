import { today } from '#lib/comparison/as-of.ts';
import { companiesSideBySide } from '#lib/comparison/queries/companies-beside.server.ts';
import { companiesBeside, gathered, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

/** Before anything is chosen there is only the form. */
const asked = companiesBeside.partial();

export const load: PageServerLoad = (event) => {
	const filters = readFilters(asked, gathered(event.url.searchParams, 'company'));
	const byName = new Intl.Collator(event.locals.locale, { sensitivity: 'base', numeric: true });
	return asActor(event, async (db) => {
		const { options, ...shown } = await companiesSideBySide(db, filters);
		return {
			...shown,
			options: options.toSorted((a, b) =>
				byName.compare(a.name[event.locals.locale], b.name[event.locals.locale])
			),
			filters,
			asOf: filters.on ?? today()
		};
	});
};
