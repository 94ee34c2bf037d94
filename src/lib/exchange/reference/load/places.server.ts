import { eq, sql } from 'drizzle-orm';
import type { Certainty, TreatyAction } from '#lib/organisations/vocabulary.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { BODY_PREFIXES, FORUM_KIND_OF } from '../kinds.ts';
import type { Reference } from '../read.server.ts';
import { idsBy, upsert } from '../upsert.server.ts';

type Country = Reference['countries'][number];
type Body = Reference['bodies']['bodies'][number];

const certainty = (fact: { inferred?: boolean; unverified?: boolean }): Certainty =>
	fact.unverified ? 'unverified' : fact.inferred ? 'inferred' : 'confirmed';

/** Seats of companies that are in no forum; `countries.json` has the countries that are. */
const FURTHER_COUNTRIES = [{ code: 'SG', iso3: 'SGP', nameEn: 'Singapore', nameFr: 'Singapour' }];

/** Countries, the governments and bodies that own commitments, forums and who belongs to them, treaties. */
export async function loadPlaces(
	db: Db,
	{ countries, bodies: { bodies } }: Reference
): Promise<void> {
	await loadCountries(db, countries);
	await loadOrganisations(db, countries, bodies);
	await loadForums(db, countries, bodies);
	await loadTreaties(db, countries, bodies);
}

async function loadCountries(db: Db, countries: Country[]) {
	await upsert(db, t.countries, FURTHER_COUNTRIES, [t.countries.code]);
	await upsert(
		db,
		t.countries,
		countries.map((country) => ({
			code: country.iso2,
			iso3: country.iso3,
			nameEn: country.name.en,
			nameFr: country.name.fr,
			leadAgency: country.lead_agency,
			sourceUrl: country.source
		})),
		[t.countries.code]
	);
}

const slug = (name: string) =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
const agencySlug = ({ agency }: { agency: string }) => slug(agency);

async function loadOrganisations(db: Db, countries: Country[], bodies: Body[]) {
	const governments = countries.map(({ iso2, name, source }) => ({
		slug: `government-${iso2.toLowerCase()}`,
		kind: 'government' as const,
		nameEn: `${name.en} (government)`,
		nameFr: `${name.fr} (gouvernement)`,
		countryCode: iso2,
		referencePrefix: iso2,
		sources: [source]
	}));
	const owners = bodies
		.filter(({ key }) => BODY_PREFIXES[key])
		.map((body) => ({
			slug: body.key,
			kind: ['tech-coalition', 'c3p'].includes(body.key)
				? ('civil_society' as const)
				: ('intergovernmental' as const),
			nameEn: body.name.en,
			nameFr: body.name.fr,
			countryCode: body.key === 'c3p' ? 'CA' : null,
			referencePrefix: BODY_PREFIXES[body.key] ?? null,
			sources: body.source
		}));
	const agencies = bodies
		.flatMap((body) => body.member_agencies)
		.map((agency) => ({
			slug: agencySlug(agency),
			kind: 'law_enforcement' as const,
			nameEn: agency.agency,
			nameFr: agency.agency,
			// Europol and INTERPOL belong to no country.
			countryCode: countries.some(({ iso2 }) => iso2 === agency.country) ? agency.country : null,
			referencePrefix: null,
			sources: [agency.source]
		}));
	const secretariat = {
		slug: 'secretariat',
		kind: 'secretariat' as const,
		nameEn: 'Concord secretariat',
		nameFr: 'Secrétariat de Concord',
		countryCode: null,
		referencePrefix: null,
		sources: []
	};
	await upsert(
		db,
		t.organisations,
		[...governments, ...owners, ...agencies, secretariat],
		[t.organisations.slug]
	);
}

async function loadForums(db: Db, countries: Country[], bodies: Body[]) {
	const owned = await db
		.select({ id: t.organisations.id, slug: t.organisations.slug })
		.from(t.organisations);
	const idOf = idsBy(owned, (row) => row.slug);
	await upsert(
		db,
		t.forums,
		bodies.map((body) => {
			const kind = FORUM_KIND_OF[body.kind];
			if (!kind)
				throw new Error(`reference data: bodies.json: ${body.key}: kind: ${body.kind} is unknown`);
			return {
				key: body.key,
				kind,
				nameEn: body.name.en,
				nameFr: body.name.fr,
				descriptionEn: body.description.en,
				descriptionFr: body.description.fr,
				founded: body.year_founded === null ? null : String(body.year_founded),
				foundedNote: body.year_note ?? null,
				url: body.url,
				sources: body.source,
				organisationId: BODY_PREFIXES[body.key] ? idOf(body.key) : null
			};
		}),
		[t.forums.key]
	);
	const ofCountries = countries.flatMap((country) =>
		[...new Set(country.bodies)].map((named) => {
			const former = named.endsWith('-former-or-unconfirmed');
			const forumKey = former ? 'vgt' : named;
			const facts = country.evidence.filter(({ body }) => body === forumKey);
			const best = facts.find((fact) => certainty(fact) === 'confirmed') ?? facts[0];
			return {
				forumKey,
				countryCode: country.iso2,
				certainty: former ? ('unverified' as const) : certainty(best ?? { inferred: true }),
				basis: [best?.basis, former ? best?.status : undefined].filter(Boolean).join('; ') || null,
				sourceUrl: best?.source ?? null
			};
		})
	);
	const ofAgencies = bodies.flatMap((body) =>
		body.member_agencies.map((agency) => ({
			forumKey: body.key,
			organisationId: idOf(agencySlug(agency)),
			sourceUrl: agency.source
		}))
	);
	const membership = [
		t.forumMemberships.forumKey,
		t.forumMemberships.countryCode,
		t.forumMemberships.organisationId,
		t.forumMemberships.role
	];
	await upsert(db, t.forumMemberships, ofCountries, membership);
	await upsert(db, t.forumMemberships, ofAgencies, membership);
	await upsert(
		db,
		t.forumMeetings,
		bodies.flatMap((body) => [
			...body.meetings.map((m) => ({
				forumKey: body.key,
				year: m.year,
				place: m.place,
				dates: m.dates,
				sourceUrl: m.source
			})),
			...body.summits.map((s) => ({
				forumKey: body.key,
				year: s.year,
				place: s.place,
				dates: s.dates ?? s.month ?? null,
				sourceUrl: s.source
			}))
		]),
		[t.forumMeetings.forumKey, t.forumMeetings.year, t.forumMeetings.dates]
	);
	await upsert(
		db,
		t.forumChairs,
		bodies.flatMap((body) =>
			body.chair_history.map((chair) => ({
				forumKey: body.key,
				chair: chair.chair,
				since: chair.from,
				until: chair.to ?? null,
				certainty: certainty(chair),
				sourceUrl: chair.source ?? null
			}))
		),
		[t.forumChairs.forumKey, t.forumChairs.since]
	);
}

const ACTION_OF: Record<string, TreatyAction> = {
	ratification: 'ratified',
	acceptance: 'accepted',
	accession: 'acceded',
	succession: 'succeeded'
};

async function loadTreaties(db: Db, countries: Country[], bodies: Body[]) {
	const treaties = bodies.filter(({ kind }) => kind === 'treaty');
	await upsert(
		db,
		t.instruments,
		treaties.map((body) => ({
			key: body.key,
			nameEn: body.name.en,
			nameFr: body.name.fr,
			adopted: body.year_founded === null ? null : String(body.year_founded),
			parties: body.parties ?? null,
			url: body.url,
			sources: body.source
		})),
		[t.instruments.key]
	);
	const actions = countries.flatMap((country) =>
		(['crc', 'opsc'] as const).flatMap((name) => {
			const facts = country[name];
			const common = {
				instrumentKey: `un-${name}`,
				countryCode: country.iso2,
				sources: facts.source
			};
			const bound = facts.bound ?? (facts.bound_year ? String(facts.bound_year) : null);
			return [
				...(facts.signed
					? [
							{
								...common,
								action: 'signed' as const,
								takenOn: facts.signed,
								certainty: 'confirmed' as const,
								note: null
							}
						]
					: []),
				...(bound
					? [
							{
								...common,
								action: ACTION_OF[facts.mode ?? ''] ?? ('bound' as const),
								takenOn: bound,
								certainty: facts.conflict ? ('conflicting' as const) : ('confirmed' as const),
								note: facts.conflict ?? facts.note ?? null
							}
						]
					: [])
			];
		})
	);
	await upsert(db, t.treatyActions, actions, [
		t.treatyActions.instrumentKey,
		t.treatyActions.countryCode,
		t.treatyActions.action
	]);
}

/** The organisation that owns what the data says a country or a body promised. */
export async function ownerIds(db: Db): Promise<(owner: string) => { id: string; prefix: string }> {
	const rows = await db
		.select({
			id: t.organisations.id,
			slug: t.organisations.slug,
			prefix: t.organisations.referencePrefix
		})
		.from(t.organisations)
		.where(
			sql`${t.organisations.referencePrefix} is not null and not ${eq(t.organisations.kind, 'company')}`
		);
	const bySlug = new Map(rows.map((row) => [row.slug, row]));
	return (owner) => {
		const found = bySlug.get(
			/^[A-Z]{2}$/.test(owner) ? `government-${owner.toLowerCase()}` : owner
		);
		if (!found?.prefix)
			throw new Error(`reference data: commitments.json: owner ${owner} is unknown`);
		return { id: found.id, prefix: found.prefix };
	};
}
