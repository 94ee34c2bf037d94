import { SERVICE_FEATURES } from '#lib/organisations/vocabulary.ts';
import { fill, textArray, uuidArray } from './chance.ts';
import { SOURCE } from './places.ts';
import type { World } from './world.ts';

/** Companies with what stands in the register about them: services, alliances, endorsements, findings, figures. */
export function companiesOf({ dice, size, codes, sectors, principles }: World): string[] {
	const companies = `generate_series(1, ${size.companies}) as c`;
	const n = 'c::text';
	const company = dice.id('company', n);
	const services = `${companies} cross join generate_series(1, 3) as k where k <= 1 + ${dice.below(3, 'services', n)}`;
	const cr = `c || ':' || r`;
	const findings = `${companies} cross join generate_series(1, ${principles.requirements.length}) as r where ${dice.draw('found', cr)} < 0.5`;
	const state = dice.weighted(
		{ published: 0.95, awaiting_reply: 0.03, dropped: 0.02 },
		'finding state',
		cr
	);
	const foundOn = `(date '2021-01-01' + ${dice.below(1900, 'found on', cr)})`;
	return [
		fill(
			'organisations',
			{
				id: company,
				slug: `'generated-company-' || lpad(c::text, greatest(4, length(c::text)), '0')`,
				kind: `'company'`,
				name_en: `'Generated company ' || lpad(c::text, greatest(4, length(c::text)), '0') || ' (sample)'`,
				name_fr: `'Entreprise générée ' || lpad(c::text, greatest(4, length(c::text)), '0') || ' (exemple)'`,
				country_code: dice.oneOf(codes, 'headquarters', n),
				sectors: `array[${dice.oneOf(sectors, 'sector', n)}]`,
				sources: SOURCE,
				sample: 'true'
			},
			companies
		),
		fill(
			'services',
			{
				id: dice.id('service', `c || ':' || k`),
				organisation_id: company,
				name: `'Generated service ' || c || '.' || k`,
				kind: `'Generated kind (sample)'`,
				features: `array[${dice.oneOf(SERVICE_FEATURES, 'feature', `c || ':' || k`)}]`
			},
			services
		),
		fill(
			'endorsements',
			{
				id: dice.id('endorsement', n),
				framework_id: `'${principles.frameworkId}'`,
				organisation_id: company,
				status: dice.weighted({ endorsed: 0.9, endorsed_national: 0.1 }, 'endorsement', n),
				endorsed_on: `to_char(date '2020-03-05' + ${dice.below(2000, 'endorsed on', n)}, 'YYYY-MM')`,
				note: `'Generated (sample)'`,
				sources: SOURCE
			},
			`${companies} where ${dice.draw('endorses', n)} < 0.5`
		),
		fill(
			'forum_memberships',
			{
				id: dice.id('membership', `key || c`),
				forum_key: 'key',
				organisation_id: company,
				since: `(2015 + ${dice.below(10, 'since', `key || c`)})::text`
			},
			`${companies} cross join unnest(${textArray(['weprotect', 'tech-coalition'])}) as k(key) where ${dice.draw('joined', `key || c`)} < 0.3`
		),
		fill(
			'findings',
			{
				id: dice.id('finding', cr),
				organisation_id: company,
				requirement_id: `(${uuidArray(principles.requirements)})[r]`,
				voice: dice.weighted(
					{
						company_statement: 0.3,
						regulator_finding: 0.2,
						independent_review: 0.2,
						civil_society: 0.3
					},
					'voice',
					cr
				),
				direction: dice.weighted({ practice: 0.5, gap: 0.5 }, 'direction', cr),
				text_en: `'Generated finding (sample): what was seen, where and when.'`,
				text_fr: `'Constat généré (exemple) : ce qui a été vu, où et quand.'`,
				found_on: `to_char(${foundOn}, 'YYYY-MM-DD')`,
				source_url: `(${SOURCE})[1]`,
				state,
				reply_until: `${foundOn} + 30`,
				published_at: `case when ${state} = 'published' then ((${foundOn} + 40) + time '12:00') at time zone 'UTC' end`,
				dropped_reason: `case when ${state} = 'dropped' then 'Generated reason (sample).' end`,
				created_by: dice.id('person', `'reviewer'`),
				created_at: `(${foundOn} + time '12:00') at time zone 'UTC'`
			},
			findings
		),
		fill(
			'finding_replies',
			{
				id: dice.id('reply', cr),
				finding_id: dice.id('finding', cr),
				organisation_id: company,
				body: `'Generated reply (sample).'`,
				body_locale: `'en'`,
				replied_by: dice.id('person', `'writer'`),
				replied_at: `((${foundOn} + 20) + time '12:00') at time zone 'UTC'`
			},
			`${findings} and ${dice.draw('replies', cr)} < 0.2`
		),
		...figures({ dice, size })
	];
}

/** Figures that every fifth company publishes of itself. */
function figures({ dice, size }: Pick<World, 'dice' | 'size'>): string[] {
	const publishing = `generate_series(1, ${size.companies}, 5) as c`;
	return [
		fill(
			'indicator_series',
			{
				id: dice.id('series', 'c::text'),
				key: `'generated-' || c`,
				metric: `'Generated figure (sample)'`,
				unit: `'reports'`,
				organisation_id: dice.id('company', 'c::text'),
				subject: `'Generated company ' || c`
			},
			publishing
		),
		fill(
			'indicator_values',
			{
				id: dice.id('value', `c || ':' || y`),
				series_id: dice.id('series', 'c::text'),
				period: 'y::text',
				value: dice.below(100_000, 'value', `c || ':' || y`),
				sources: SOURCE
			},
			`${publishing} cross join generate_series(2019, 2025) as y`
		)
	];
}
