import { TREATY_KEYS } from '#lib/comparison/vocabulary.ts';
import { fill, literal, textArray } from './chance.ts';
import type { World } from './world.ts';

/** People that what is made is written by. They cannot sign in. */
export const PEOPLE = ['writer', 'attester', 'reviewer'] as const;

/** Countries with their public bodies, alliances and treaties; and the people. */
export function placesOf({ dice, codes }: World): string[] {
	const country = `unnest(${textArray(codes)}) with ordinality as c(code, place)`;
	const treaties = `${country} cross join unnest(${textArray(Object.values(TREATY_KEYS))}) as k(key)`;
	const alliances = `${country} cross join unnest(${textArray(['weprotect', 'global-ministerial'])}) as k(key)`;
	const year = (what: string, of: string) => `(1990 + ${dice.below(30, what, of)})::text`;
	return [
		fill(
			'countries',
			{
				code: 'code',
				iso3: `code || 'Q'`,
				name_en: `'Generated country ' || code || ' (sample)'`,
				name_fr: `'Pays généré ' || code || ' (exemple)'`,
				lead_agency: `'Generated ministry ' || code`
			},
			country
		),
		fill(
			'organisations',
			body(
				dice.id('government', 'code'),
				'government',
				'Generated government',
				'Gouvernement généré',
				`'G' || code`
			),
			country
		),
		fill(
			'organisations',
			body(
				dice.id('police', 'code'),
				'law_enforcement',
				'Generated police',
				'Police générée',
				`'GP' || code`
			),
			`${country} where ${dice.draw('police', 'code')} < 0.4`
		),
		fill(
			'treaty_actions',
			{
				instrument_key: 'key',
				country_code: 'code',
				action: dice.weighted({ ratified: 0.7, acceded: 0.3 }, 'treaty', `key || code`),
				taken_on: year('treaty year', `key || code`),
				sources: SOURCE
			},
			`${treaties} where ${dice.draw('party', `key || code`)} < 0.85`
		),
		fill(
			'forum_memberships',
			{
				id: dice.id('member', `key || code`),
				forum_key: 'key',
				country_code: 'code',
				since: year('member year', `key || code`)
			},
			`${alliances} where ${dice.draw('member', `key || code`)} < 0.55`
		),
		fill(
			'users',
			{
				id: dice.id('person', 'key'),
				name: `'Generated ' || key || ' (sample)'`,
				email: `'generated-' || key || '@example.org'`,
				disabled_at: `timestamptz '2026-01-01T00:00:00Z'`
			},
			`unnest(${textArray(PEOPLE)}) as p(key)`
		)
	];
}

export const SOURCE = textArray(['https://example.org/sample/generated']);

const body = (id: string, kind: string, en: string, fr: string, prefix: string) => ({
	id,
	slug: `${literal(`${en.toLowerCase().replace(' ', '-')}-`)} || lower(code)`,
	kind: literal(kind),
	name_en: `${literal(`${en} `)} || code || ' (sample)'`,
	name_fr: `${literal(`${fr} `)} || code || ' (exemple)'`,
	country_code: 'code',
	reference_prefix: prefix,
	sources: SOURCE,
	sample: 'true'
});
