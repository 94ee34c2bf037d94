import { TIMINGS } from '#lib/commitments/punctuality.ts';
import { countriesSideBySide } from '#lib/comparison/queries/countries-beside.server.ts';
import { countriesBeside, type CountriesBeside } from '#lib/comparison/schema.ts';
import { COMPARED_TREATIES, STATUS_ORDER } from '#lib/comparison/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { listing, type Reading } from '../listing.ts';
import { countryBesideRow } from '../records/compared.ts';

/** One line for each country, with the rows of the page as its columns. Money in minor units, exactly, as text. */
export async function countriesBesideRecords(db: Db, asked: CountriesBeside): Promise<Reading> {
	const { countries } = await countriesSideBySide(db, asked);
	return {
		name: `side-by-side-${countries.map(({ key }) => key).join('-')}`,
		columns: [
			'country',
			'name_en',
			'name_fr',
			'total',
			...STATUS_ORDER,
			'with_due_date',
			...['first', 'revised'].flatMap((by) => TIMINGS.map((timing) => `${by}_${timing}`)),
			'money_minor_units',
			...COMPARED_TREATIES.flatMap((treaty) =>
				['action', 'date', 'certainty'].map((part) => `${treaty}_${part}`)
			),
			'forums'
		],
		records: countries.map(({ key, name, counts, punctuality, money, treaties, forums }) => ({
			country: key,
			name,
			...(counts ?? Object.fromEntries(['total', ...STATUS_ORDER].map((one) => [one, null]))),
			with_due_date: punctuality.total,
			...(punctuality.total && { first: punctuality.first, revised: punctuality.revised }),
			money_minor_units: money.map(
				({ currency, stage, amountMinor }) => `${currency} ${stage} ${amountMinor}`
			),
			...Object.fromEntries(
				COMPARED_TREATIES.map((treaty) => {
					const standing = treaties[treaty];
					return [
						treaty,
						standing && {
							action: standing.action,
							date: standing.takenOn,
							certainty: standing.certainty
						}
					];
				})
			),
			forums: forums.map((forum) => forum.key)
		}))
	};
}

export const countriesBesideListing = listing({
	path: '/compare/countries/side-by-side',
	title: inBoth(m.comparison_beside_countries_title, {}),
	holds: inBoth(m.exchange_holds_countries_beside, {}),
	parameters: countriesBeside,
	example: { country: 'CA,GB' },
	record: countryBesideRow,
	paged: false,
	read: countriesBesideRecords
});
