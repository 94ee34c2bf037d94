import { LISTINGS } from '#lib/exchange/listings.server.ts';
import type { Planted as Everything } from '../db/every-state.ts';

/** What was planted, with ids that only pages need. */
export interface Planted extends Everything {
	finding: string;
	rewording: string;
	brought: string;
	webhook: string;
}

/** Who opens a page: nobody, one of the people of the company that everything planted is of, or of the secretariat. */
export type Reader =
	'public' | 'approver' | 'contributor' | 'editor' | 'publisher' | 'administrator';

/** What stands in the reference data, of which copies are made too. */
const COMPANY = 'google';
const COUNTRY = 'CA';
const FORUM = 'five-country';

/** What a list of the API cannot do without. */
const ASKED: Record<string, string> = {
	'/compare/companies/side-by-side': `?company=owner,${COMPANY}`,
	'/compare/countries/side-by-side': `?country=${COUNTRY},GB`,
	'/compare/indicators': `?company=${COMPANY}`
};

type Address = (planted: Planted) => string;
/** A page: who opens it, and where it is. */
export type Page = [Reader, Address];

const all = (reader: Reader, addresses: Record<string, string | Address>): Record<string, Page> =>
	Object.fromEntries(
		Object.entries(addresses).map(([route, address]) => [
			route,
			[reader, typeof address === 'string' ? () => address : address]
		])
	);

const commitment = (state: string, page = '') => `/workspace/commitments/OWNER-${state}${page}`;
const draftOf = (page: string) => (planted: Planted) =>
	`/workspace/assessments/${planted.assessments.draft}${page}`;
const ofCycle = (page: string) => (planted: Planted) =>
	`/secretariat/cycles/${planted.cycles.draft}${page}`;
const ofSummary = (page: string) => (planted: Planted) =>
	`/secretariat/summaries/${planted.summaries.draft}${page}`;

/** Every page that asks the database, by its route: `tests/plans/statements.test.ts` names one that is missing. */
export const PAGES: Readonly<Record<string, Page>> = {
	...all('public', {
		'/(public)': '/',
		'/(public)/changes': '/changes?from=2000-01-01',
		'/(public)/commitments': '/commitments',
		'/(public)/commitments/[reference]': '/commitments/OWNER-published',
		'/(public)/commitments/[reference]/history': '/commitments/OWNER-published/history',
		'/(public)/companies': '/companies',
		'/(public)/companies/[slug]': '/companies/owner',
		'/(public)/compare/companies': '/compare/companies?samples=yes',
		'/(public)/compare/companies/side-by-side': `/compare/companies/side-by-side?company=owner&company=${COMPANY}`,
		'/(public)/compare/countries': '/compare/countries',
		'/(public)/compare/countries/side-by-side': `/compare/countries/side-by-side?country=${COUNTRY}&country=GB`,
		'/(public)/compare/indicators': `/compare/indicators?company=${COMPANY}`,
		'/(public)/compare/over-time': '/compare/over-time',
		'/(public)/countries': '/countries',
		'/(public)/countries/[code]': `/countries/${COUNTRY}`,
		'/(public)/countries/[code]/brief': `/countries/${COUNTRY}/brief`,
		'/(public)/countries/capabilities': '/countries/capabilities',
		'/(public)/data/api': '/data/api',
		'/(public)/figures/[...what=drawn]': '/figures/companies',
		'/(public)/figures/[...what=drawn]/picture.svg': '/figures/companies/picture.svg',
		'/(public)/forums/[key]': `/forums/${FORUM}`,
		'/(public)/principles': '/principles',
		'/(public)/principles/[number=ordinal]': '/principles/3',
		'/(public)/principles/[number=ordinal]/plain': '/principles/3/plain',
		'/(public)/principles/endorsements': '/principles/endorsements',
		'/(public)/subscribe/confirm/[token]': '/subscribe/confirm/none',
		'/(public)/summaries': '/summaries',
		'/(public)/summaries/[slug]': '/summaries/published',
		'/(public)/summaries/[slug]/cite.bib': '/summaries/published/cite.bib',
		'/(public)/summaries/[slug]/cite.json': '/summaries/published/cite.json',
		'/(public)/summaries/[slug]/data.zip': '/summaries/withdrawn/data.zip',
		'/(public)/summaries/[slug]/figures/[position=ordinal].csv':
			'/summaries/published/figures/1.csv',
		'/embed/[...what=drawn]': '/embed/companies',
		'/embed/companies/[slug=company]': `/embed/companies/${COMPANY}`,
		'/embed/countries/[code=country]': `/embed/countries/${COUNTRY}`,
		'/feeds/changes.xml': '/feeds/changes.xml?from=2000-01-01',
		'/feeds/summaries.xml': '/feeds/summaries.xml',
		'/sitemap.xml': '/sitemap.xml?part=pages'
	}),
	...all(
		'public',
		Object.fromEntries(
			LISTINGS.map(({ path }) => [`/api/v1${path}`, `/api/v1${path}${ASKED[path] ?? ''}`])
		)
	),
	...all('approver', {
		'/workspace': '/workspace',
		'/workspace/assessments': '/workspace/assessments',
		'/workspace/assessments/[id=uuid]': draftOf(''),
		'/workspace/assessments/[id=uuid]/[number=ordinal]': draftOf('/1'),
		'/workspace/assessments/[id=uuid]/attest': draftOf('/attest'),
		'/workspace/assessments/[id=uuid]/check': draftOf('/check'),
		'/workspace/assessments/[id=uuid]/reply': ({ assessments }) =>
			`/workspace/assessments/${assessments.accepted}/reply`,
		'/workspace/assessments/[id=uuid]/sheet': draftOf('/sheet'),
		'/workspace/assessments/[id=uuid]/submitted': ({ assessments }) =>
			`/workspace/assessments/${assessments.submitted}/submitted`,
		'/workspace/commitments': '/workspace/commitments',
		'/workspace/commitments/[reference]': commitment('published'),
		'/workspace/commitments/[reference]/discussion': commitment('published', '/discussion'),
		'/workspace/commitments/[reference]/edit': commitment('draft', '/edit'),
		'/workspace/commitments/[reference]/funding': commitment('draft', '/funding'),
		'/workspace/commitments/[reference]/milestones': commitment('draft', '/milestones'),
		'/workspace/commitments/[reference]/participants': commitment('draft', '/participants'),
		'/workspace/commitments/[reference]/related': commitment('draft', '/related'),
		'/workspace/commitments/[reference]/reword': commitment('published', '/reword'),
		'/workspace/commitments/[reference]/submit': commitment('draft', '/submit'),
		'/workspace/commitments/[reference]/targets': commitment('draft', '/targets'),
		'/workspace/commitments/[reference]/update': commitment('published', '/update'),
		'/workspace/commitments/[reference]/updates/[id]': ({ updates }) =>
			commitment('published', `/updates/${updates.returned}`),
		'/workspace/commitments/[reference]/withdraw': commitment('published', '/withdraw'),
		'/workspace/commitments/new': '/workspace/commitments/new',
		'/workspace/commitments/report': '/workspace/commitments/report',
		'/workspace/findings': '/workspace/findings',
		'/workspace/findings/[id=uuid]': ({ finding }) => `/workspace/findings/${finding}`,
		'/workspace/handover': '/workspace/handover?organisation=owner',
		'/workspace/import': '/workspace/import',
		'/workspace/import/[id=uuid]': ({ brought }) => `/workspace/import/${brought}`,
		'/workspace/import/template': ({ owner }) =>
			`/workspace/import/template?organisation=${owner}&holds=ours&format=csv&language=en`,
		'/workspace/log': '/workspace/log',
		'/workspace/members': '/workspace/members',
		'/workspace/passages/[id=uuid]': ({ passages }) =>
			`/workspace/passages/${passages.awaiting_reply}`,
		'/workspace/services': '/workspace/services?organisation=owner',
		'/workspace/settings': '/workspace/settings',
		'/workspace/settings/account': '/workspace/settings/account',
		'/workspace/settings/account/file': '/workspace/settings/account/file',
		'/workspace/settings/passkeys': '/workspace/settings/passkeys',
		'/workspace/settings/sessions': '/workspace/settings/sessions',
		'/workspace/settings/tokens': '/workspace/settings/tokens',
		'/workspace/settings/webhooks': '/workspace/settings/webhooks',
		'/workspace/settings/webhooks/[id=uuid]': ({ webhook }) =>
			`/workspace/settings/webhooks/${webhook}`
	}),
	...all('editor', {
		'/secretariat': '/secretariat',
		'/secretariat/assessments/[id=uuid]': ({ assessments }) =>
			`/secretariat/assessments/${assessments.in_review}`,
		'/secretariat/assessments/[id=uuid]/compare': ({ assessments }) =>
			`/secretariat/assessments/${assessments.in_review}/compare?from=1&to=2`,
		'/secretariat/assessments/[id=uuid]/opinion/[number=ordinal]': ({ assessments }) =>
			`/secretariat/assessments/${assessments.in_review}/opinion/1`,
		'/secretariat/commitments/[reference]': '/secretariat/commitments/OWNER-submitted',
		'/secretariat/commitments/[reference]/discussion':
			'/secretariat/commitments/OWNER-published/discussion',
		'/secretariat/cycles': '/secretariat/cycles',
		'/secretariat/cycles/[id=uuid]': ofCycle(''),
		'/secretariat/cycles/[id=uuid]/[number=ordinal]': ofCycle('/1'),
		'/secretariat/findings': '/secretariat/findings',
		'/secretariat/findings/new': '/secretariat/findings/new',
		'/secretariat/findings/[id=uuid]': ({ finding }) => `/secretariat/findings/${finding}`,
		'/secretariat/rewordings/[id=uuid]': ({ rewording }) => `/secretariat/rewordings/${rewording}`,
		'/secretariat/summaries': '/secretariat/summaries',
		'/secretariat/summaries/[id=uuid]': ofSummary(''),
		'/secretariat/summaries/[id=uuid]/figures': ofSummary('/figures'),
		'/secretariat/summaries/[id=uuid]/figures/[position=ordinal]': ofSummary('/figures/1'),
		'/secretariat/summaries/[id=uuid]/replies': ofSummary('/replies'),
		'/secretariat/summaries/[id=uuid]/text': ofSummary('/text'),
		'/secretariat/summaries/use': '/secretariat/summaries/use?what=companies',
		'/secretariat/updates/[id]': ({ updates }) => `/secretariat/updates/${updates.posted}`
	}),
	...all('administrator', {
		'/secretariat/audit': '/secretariat/audit',
		'/secretariat/commitments/[reference]/withdraw': '/secretariat/commitments/CA-0001/withdraw',
		'/secretariat/cycles/[id=uuid]/change': ofCycle('/change'),
		'/secretariat/cycles/[id=uuid]/extensions': ofCycle('/extensions'),
		'/secretariat/cycles/[id=uuid]/invitations': ofCycle('/invitations'),
		'/secretariat/cycles/new': '/secretariat/cycles/new',
		'/secretariat/frameworks': '/secretariat/frameworks',
		'/secretariat/removals': '/secretariat/removals'
	}),
	...all('publisher', { '/secretariat/cycles/[id=uuid]/publish': ofCycle('/publish') })
};

/** Routes that read and are not counted, and why. */
export const NOT_COUNTED: Readonly<Record<string, string>> = {
	'/(public)/data/concord.zip': 'made once of every list of the API, and kept',
	'/(public)/privacy': 'asks nothing',
	'/(public)/subscribe/check-mail': 'asks nothing',
	'/(public)/summaries/[slug]/figures/[position=ordinal].png':
		'reads what the page of the summary reads',
	'/(public)/summaries/[slug]/summary.pdf': 'reads what the page of the summary reads',
	'/[x+2e]well-known/security.txt': 'asks nothing',
	'/api/v1/assessments/[id=uuid]': 'needs a token; reads what the page of the assessment reads',
	'/api/v1/assessments/[id=uuid]/answers/[number=ordinal]': 'the same',
	'/api/v1/commitments/[reference]': 'the same, of a commitment',
	'/api/v1/own': 'needs a token',
	'/api/v1/own/assessments': 'needs a token; reads what the list of assessments reads',
	'/api/v1/own/choices': 'needs a token; reads what the form of a commitment reads',
	'/api/v1/own/commitments': 'needs a token; reads what the list of commitments reads',
	'/api/v1/openapi.json': 'reads what the page about the API reads',
	'/auth/callback/oidc': 'asks the identity provider, who comes with it signs in',
	'/feeds/calendar/[key].ics': 'needs a key that somebody was given; reads what reminders read',
	'/healthz': 'asks nothing',
	'/mailbox': 'demonstration only',
	'/metrics': 'one statement for each number',
	'/readyz': 'one statement',
	'/robots.txt': 'asks nothing',
	'/secretariat/frameworks/[id=uuid]':
		'reads one framework as a file, which copies of its parts are not',
	'/secretariat/frameworks/[id=uuid]/file': 'the same',
	'/secretariat/frameworks/load': 'asks nothing of what there is',
	'/secretariat/summaries/new': 'asks nothing of what there is',
	'/sign-in': 'asks nothing',
	'/sign-in/check-mail': 'asks nothing',
	'/sign-in/confirm': 'one statement, as Auth.js asks',
	'/sign-in/oidc': 'asks nothing',
	'/sign-in/passkey': 'asks nothing',
	'/sign-out': 'asks nothing',
	'/unsubscribe/[token]': 'asks nothing',
	'/unsubscribe/summaries/[token]': 'asks nothing',
	'/workspace/assessments/[id=uuid]/sheet/[sheet=uuid]':
		'needs a workbook that was brought in; reads what its assessment reads',
	'/workspace/assessments/[id=uuid]/sheet/file': 'reads what the page of the assessment reads',
	'/workspace/assessments/[id=uuid]/submitted/[revision=ordinal]':
		'records that it was taken: one revision',
	'/workspace/assessments/blank': 'reads one framework'
};
