import { statusChart, type StatusGroup } from '#lib/comparison/figures/statuses.ts';
import { compareCountries } from '#lib/comparison/queries/countries.server.ts';
import { countryFilters, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const filters = readFilters(countryFilters, event.url.searchParams);
	const { locale } = event.locals;
	const byName = new Intl.Collator(locale);
	const sorted = (groups: readonly StatusGroup[]) =>
		groups.toSorted((a, b) => byName.compare(a.name[locale], b.name[locale]));
	return asActor(event, async (db) => {
		const comparison = await compareCountries(db, filters);
		const countries = sorted(comparison.countries);
		const bodies = sorted(comparison.bodies);
		return {
			...comparison,
			countries,
			bodies,
			filters,
			asOf: new Date().toISOString().slice(0, 10),
			chart: statusChart([...countries, ...bodies], inBoth(m.comparison_status_who, {}))
		};
	});
};
