import { today } from '#lib/comparison/as-of.ts';
import {
	MOST_OF_KIND,
	countriesSideBySide
} from '#lib/comparison/queries/countries-beside.server.ts';
import { countriesBeside, gathered, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

/** Before anything is chosen there is only the form. */
const asked = countriesBeside.partial();

export const load: PageServerLoad = (event) => {
	const { locale } = event.locals;
	const filters = readFilters(asked, gathered(event.url.searchParams, 'country'));
	const byName = new Intl.Collator(locale);
	return asActor(event, async (db) => {
		const { options, countries } = await countriesSideBySide(db, filters);
		return {
			countries,
			filters,
			options: options.toSorted((a, b) => byName.compare(a.name[locale], b.name[locale])),
			mostOfKind: MOST_OF_KIND,
			asOf: filters.on ?? today()
		};
	});
};
