import type { Actor } from '#lib/access/actor.ts';
import { changeChoices, changesSince } from '#lib/changes/queries.server.ts';
import { publishedAssessment, readAggregates } from '#lib/assessments/queries.server.ts';
import {
	agenciesOfCountry,
	capabilitiesOfCountry,
	fundingOfCountry,
	promisesOfCountry
} from '#lib/commitments/queries/country.server.ts';
import { listPublished, listTakenPart } from '#lib/commitments/queries/published.server.ts';
import { countPunctuality } from '#lib/commitments/queries/punctuality.server.ts';
import { untilEndOf } from '#lib/comparison/as-of.ts';
import { companiesSideBySide } from '#lib/comparison/queries/companies-beside.server.ts';
import { compareCompanies, readTrend } from '#lib/comparison/queries/companies.server.ts';
import { companyRecord } from '#lib/comparison/queries/company.server.ts';
import { countriesSideBySide } from '#lib/comparison/queries/countries-beside.server.ts';
import {
	compareStatuses,
	compareTiming,
	compareTreaties
} from '#lib/comparison/queries/countries.server.ts';
import { compareFunding } from '#lib/comparison/queries/funding.server.ts';
import { compareOnMap } from '#lib/comparison/queries/map.server.ts';
import { comparePromises } from '#lib/comparison/queries/promises.server.ts';
import { figureChoices } from '#lib/comparison/queries/choices.server.ts';
import { statusFlow } from '#lib/comparison/queries/flow.server.ts';
import { indicatorsBeside } from '#lib/comparison/queries/indicators.server.ts';
import { countByStatus } from '#lib/comparison/queries/statuses.server.ts';
import { comparedAs } from '#lib/comparison/queries/trend.server.ts';
import { countryFilters } from '#lib/comparison/schema.ts';
import { inPlaceIn } from '#lib/comparison/queries/in-place.server.ts';
import { answerFigure } from '#lib/comparison/questions.server.ts';
import { listFindings } from '#lib/frameworks/queries/findings.server.ts';
import { getPrincipleText } from '#lib/frameworks/queries/principles.server.ts';
import { MODEL_NATIONAL_RESPONSE } from '#lib/frameworks/vocabulary.ts';
import { seriesAbout } from '#lib/indicators/queries.server.ts';
import {
	companyFacets,
	countEndorsers,
	getCompany,
	listCompanies
} from '#lib/organisations/queries/companies.server.ts';
import { getCountry, listCountries } from '#lib/organisations/queries/countries.server.ts';
import {
	endorsementRegister,
	membersWithoutEndorsement
} from '#lib/organisations/queries/endorsements.server.ts';
import { getForum } from '#lib/organisations/queries/forums.server.ts';
import { newestCycle } from '#lib/organisations/queries/overview.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import { codesOf } from '../../scripts/generating/world.ts';

const asked = (filters: Record<string, string>) => countryFilters.parse(filters);

type View = (db: Db, actor: Actor) => Promise<unknown>;

/** What exists in generated data of every size, and in the reference data. */
const COMPANY = 'generated-company-0007';
const COUNTRY = codesOf(3)[2] ?? '';
const FORUM = 'five-country';
const PILLAR = 'protection';
const CYCLE = '2024-2';
const PRINCIPLE = 3;
const CHANGED = { from: '2025-01-01', to: '2026-11-26' };
const PAST = { on: '2024-06-30' };
const PAGE = { limit: 100, after: null };

const ofPrinciple =
	(read: (db: Db, id: string) => Promise<unknown>): View =>
	async (db) => {
		const { id } = await getPrincipleText(db, PRINCIPLE);
		return read(db, id);
	};

/** Every way to compare, and the lists and records behind it: what a page reads, without the page. */
export const VIEWS: Readonly<Record<string, View>> = {
	'companies by principles': (db) => compareCompanies(db, { cells: 'self' }),
	'companies by principles, reviewed': (db) =>
		compareCompanies(db, { cells: 'reviewer', cycle: CYCLE }),
	'companies by principles, findings': (db) => compareCompanies(db, { cells: 'findings' }),
	'companies by principles, one alliance': (db) =>
		compareCompanies(db, { cells: 'difference', forum: 'tech-coalition', samples: 'yes' }),
	'countries by status, on a past day': (db) =>
		compareStatuses(db, countryFilters.parse({ on: '2025-06-30' })),
	'countries by status, one forum, on a past day': (db) =>
		compareStatuses(db, asked({ ...PAST, forum: FORUM })),
	'countries by dates kept, on a past day': (db) => compareTiming(db, asked(PAST)),
	'pillars by dates kept, one forum, on a past day': (db) =>
		compareTiming(db, asked({ ...PAST, by: 'pillar', forum: FORUM, against: 'first' })),
	'forums by what was promised, on a past day': (db) => comparePromises(db, asked(PAST)),
	'documents of a forum by what was promised, on a past day': (db) =>
		comparePromises(db, asked({ ...PAST, forum: FORUM })),
	'countries by money, on a past day': (db) => compareFunding(db, asked(PAST)),
	'one country by money, on a past day': (db) =>
		compareFunding(db, asked({ ...PAST, country: COUNTRY })),
	'countries by treaties, on a past day': (db) => compareTreaties(db, asked(PAST)),
	'commitments over time, on a past day': (db) => statusFlow(db, PAST),
	'commitments over time, one pillar and kind, on a past day': (db) =>
		statusFlow(db, { ...PAST, pillar: PILLAR, kind: 'funding' }),
	'countries side by side, on a past day': (db) =>
		countriesSideBySide(db, { ...PAST, country: [COUNTRY, 'CA', 'GB'] }),
	'companies side by side, on a past day': (db) =>
		companiesSideBySide(db, { ...PAST, company: [COMPANY, 'generated-company-0011', 'google'] }),
	'figures about a company, on a past day': (db) =>
		indicatorsBeside(db, { ...PAST, company: COMPANY }),
	'national capabilities in sum, on a past day': (db) =>
		readAggregates(db, MODEL_NATIONAL_RESPONSE, untilEndOf(PAST.on)),
	'companies by principles, on a past day': (db) =>
		compareCompanies(db, { cells: 'findings', on: '2021-06-30' }),
	'companies by principles, by change and weights': (db) =>
		compareCompanies(db, { cells: 'self', sort: 'change', weights: [{ principle: 1, weight: 2 }] }),
	'companies, one principle over time': (db) => readTrend(db, { principle: PRINCIPLE }),
	'companies, one theme over time': (db) => readTrend(db, { principle: 1, theme: 2 }),
	'companies side by side': (db) =>
		companiesSideBySide(db, { company: [COMPANY, 'generated-company-0011', 'google'] }),
	'a company against its sector': (db) => companiesSideBySide(db, { company: [COMPANY] }),
	'a company': (db, actor) => companyRecord(db, actor, COMPANY),
	'a company in one cycle': (db, actor) => companyRecord(db, actor, COMPANY, CYCLE),
	'a company, register': (db) => getCompany(db, COMPANY),
	'a company, figures': (db) => seriesAbout(db, { organisation: COMPANY }),
	'list of companies': (db) => listCompanies(db, {}),
	'list of companies, one alliance': (db) =>
		listCompanies(db, { forum: 'weprotect', samples: 'yes' }),
	'list of companies, choices': (db) => companyFacets(db),
	'register of endorsements': (db) => endorsementRegister(db),
	'members without endorsement': (db) => membersWithoutEndorsement(db),
	'number of endorsers': (db) => countEndorsers(db),
	'countries by status': (db) => compareStatuses(db, asked({})),
	'countries by status, one forum': (db) => compareStatuses(db, asked({ forum: FORUM })),
	'countries by status, one pillar and kind': (db) =>
		compareStatuses(db, asked({ pillar: PILLAR, kind: 'funding' })),
	'figures about a company': (db) => indicatorsBeside(db, { company: COMPANY }),
	'figures about a country': (db) => indicatorsBeside(db, { country: COUNTRY }),
	'commitments over time': (db) => statusFlow(db, {}),
	'commitments over time, one country': (db) => statusFlow(db, { country: COUNTRY }),
	'commitments over time, one pillar and kind': (db) =>
		statusFlow(db, { pillar: PILLAR, kind: 'funding', from: 2020 }),
	'kinds by status, one country': (db) =>
		compareStatuses(db, asked({ by: 'kind', country: COUNTRY })),
	'countries by dates kept': (db) => compareTiming(db, asked({})),
	'forums by dates kept': (db) => compareTiming(db, asked({ by: 'forum', against: 'first' })),
	'pillars by dates kept, one forum': (db) =>
		compareTiming(db, asked({ by: 'pillar', forum: FORUM })),
	'forums by what was promised': (db) => comparePromises(db, asked({})),
	'documents of a forum by what was promised': (db) => comparePromises(db, asked({ forum: FORUM })),
	'countries by money': (db) => compareFunding(db, asked({})),
	'one country by money, converted': (db) =>
		compareFunding(db, asked({ country: COUNTRY, currency: 'CAD' })),
	'countries by treaties': (db) => compareTreaties(db, asked({})),
	'countries on a map': (db) => compareOnMap(db, asked({ view: 'map' })),
	'countries on a map, overdue': (db) =>
		compareOnMap(db, asked({ view: 'map', measure: 'overdue', pillar: PILLAR })),
	'countries on a map, on a past day': (db) =>
		compareOnMap(db, asked({ view: 'map', measure: 'commitments', on: '2025-06-30' })),
	'countries on a map, treaties of a forum': (db) =>
		compareOnMap(db, asked({ view: 'map', measure: 'treaties', forum: FORUM })),
	'what has changed': (db) => changesSince(db, CHANGED, PAGE),
	'what has changed, further on': (db) =>
		changesSince(db, CHANGED, {
			...PAGE,
			after: `2025-06-01T12:00:00.000000Z status_changed ${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`
		}),
	'what has changed, one country': (db) => changesSince(db, { ...CHANGED, country: COUNTRY }, PAGE),
	'what has changed, one company': (db) => changesSince(db, { ...CHANGED, company: COMPANY }, PAGE),
	'what has changed, one forum': (db) => changesSince(db, { ...CHANGED, forum: FORUM }, PAGE),
	'what has changed, one principle': (db) =>
		changesSince(db, { ...CHANGED, principle: PRINCIPLE }, PAGE),
	'what has changed, choices': (db) => changeChoices(db),
	'countries side by side': (db) => countriesSideBySide(db, { country: [COUNTRY, 'CA', 'GB'] }),
	'list of countries': (db) => listCountries(db, {}),
	'commitments by pillar': (db) => countByStatus(db, 'pillar'),
	'a country, register': (db) => getCountry(db, COUNTRY),
	'a country, commitments': (db) => listPublished(db, { country: COUNTRY }),
	'a country, taking part': (db) => listTakenPart(db, COUNTRY),
	'a country, money': (db) => fundingOfCountry(db, COUNTRY),
	'a country, agencies': (db) => agenciesOfCountry(db, COUNTRY),
	'a country, capabilities': (db) => capabilitiesOfCountry(db, COUNTRY),
	'a country, promises': (db) => promisesOfCountry(db, COUNTRY),
	'a country, punctuality': (db) => countPunctuality(db, { country: COUNTRY }),
	'a country, figures': (db) => seriesAbout(db, { country: COUNTRY }),
	'a country by pillar': (db) => answerFigure(db, 'pillar_status', { country: COUNTRY }),
	'a government of its own account': (db, actor) =>
		publishedAssessment(db, actor, `generated-government-${COUNTRY.toLowerCase()}`),
	'national capabilities in sum': (db) => readAggregates(db, MODEL_NATIONAL_RESPONSE),
	'a forum': (db) => getForum(db, FORUM),
	'a forum, commitments': (db) => listPublished(db, { forum: FORUM }),
	'a principle, distribution': (db) =>
		answerFigure(db, 'principle_distribution', { principle: PRINCIPLE, cycle: CYCLE }),
	'a principle over time': (db) => answerFigure(db, 'principle_trend', { principle: PRINCIPLE }),
	'a principle, commitments': (db) => listPublished(db, { principle: PRINCIPLE }),
	'a principle, findings': ofPrinciple((db, id) => listFindings(db, { requirement: id })),
	'a principle, where it is compared': ofPrinciple((db, id) =>
		comparedAs(db, id, { cycle: CYCLE })
	),
	'a principle, in plain words': ofPrinciple((db, id) => inPlaceIn(db, id, CYCLE)),
	'the newest cycle': (db) => newestCycle(db),
	'figures to choose from': (db) => figureChoices(db)
};
