import { GUIDE_PATHS } from '#lib/guides/guides.ts';
import { expect, test } from '../fixtures.ts';

const PAGES = [
	'',
	'/principles',
	'/principles/4',
	'/principles/endorsements',
	'/countries',
	'/countries/capabilities',
	'/countries/CA',
	'/companies',
	'/companies/meta',
	'/commitments',
	'/commitments?status=completed',
	'/commitments/CA-0003',
	'/compare',
	'/compare/companies',
	'/compare/companies?view=trend',
	'/compare/companies/side-by-side?company=meta,google',
	'/compare/countries',
	'/compare/countries?view=funding',
	'/compare/countries?view=map',
	'/compare/countries?on=2025-01-01',
	'/compare/countries/side-by-side?country=CA,GB',
	'/compare/over-time',
	'/compare/indicators',
	'/changes',
	'/forums/vgt',
	'/summaries',
	'/data',
	'/about',
	'/glossary',
	'/privacy',
	'/companies/__data.json',
	...GUIDE_PATHS
];
const FILES = [
	'/api/v1/commitments',
	'/api/v1/commitments?format=csv',
	'/api/v1/companies',
	'/api/v1/compare/companies',
	'/feeds/changes.xml?lang=en',
	'/feeds/summaries.xml?lang=fr',
	'/sitemap.xml',
	'/en/figures/countries/picture.svg'
];
/** Only what is kept has a tag over all of its codings. */
const KEPT = /^"[\w-]{22}(-br|-gzip)?"$/;

test('everything that the public reads is kept finished: one tag for one text, and nothing for who has it', async ({
	request
}) => {
	test.setTimeout(120_000);
	for (const path of [...PAGES.flatMap((page) => [`/en${page}`, `/fr${page}`]), ...FILES]) {
		const first = await request.get(path);
		expect(first.status(), path).toBe(200);
		const { etag = '', vary = '' } = first.headers();
		expect(etag, path).toMatch(KEPT);
		expect(vary, path).toContain('Cookie');
		// What is short, as a list of three addresses, is sent as it is.
		const coded = Number(first.headers()['content-length']) >= 512 || !FILES.includes(path);
		if (coded) expect(vary, path).toContain('Accept-Encoding');
		expect(first.headers()['content-encoding'], path).toBe(coded ? 'br' : undefined);
		const head = await request.head(path);
		expect(head.status(), path).toBe(200);
		expect(head.headers().etag, path).toMatch(KEPT);
		const again = await request.get(path, { headers: { 'if-none-match': etag } });
		// Others publish while this runs; then it is another text.
		if (again.status() === 304) expect((await again.body()).length, path).toBe(0);
		else expect(again.headers().etag, path).not.toBe(etag);
	}
});

test('who is signed in is given their own page, never one that is kept, and leaves none to others', async ({
	organisation,
	person,
	openAs,
	request
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email, name } = await person({ organisation: ministry, role: 'contributor' });
	const page = await openAs(email);
	for (const path of ['/en/companies/meta', '/en/commitments/CA-0003', '/fr/compare/companies']) {
		const before = await request.get(path);
		const own = await page.request.get(path);
		expect(own.headers()['cache-control'], path).toBe('private, no-store');
		expect(await own.text(), path).toContain(name);
		const after = await request.get(path);
		expect(await before.text(), path).not.toContain(name);
		expect(await after.text(), path).not.toContain(name);
	}
});
