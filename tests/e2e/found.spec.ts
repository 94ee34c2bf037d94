import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseAtomFeed } from 'feedsmith';
import type { APIRequestContext } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { correctWritten, publishWritten } from './published-summary.ts';

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	isArray: (name) => ['url', 'sitemap', 'xhtml:link'].includes(name)
});

interface Place {
	loc: string;
	'xhtml:link': { hreflang: string; href: string }[];
}

/** A document as a second parser reads it; fails where it is no XML. */
async function readXml<Shape>(request: APIRequestContext, address: string): Promise<Shape> {
	const answer = await request.get(address);
	expect(answer.status(), address).toBe(200);
	const text = await answer.text();
	expect(XMLValidator.validate(text), address).toBe(true);
	return parser.parse(text) as Shape;
}

test('the site map names every public page in both languages, and what it names is there', async ({
	request
}) => {
	test.setTimeout(120_000);
	const robots = await (await request.get('/robots.txt')).text();
	const address = /^Sitemap: (\S+)$/m.exec(robots)?.[1] ?? '';
	const { sitemapindex } = await readXml<{ sitemapindex: { sitemap: { loc: string }[] } }>(
		request,
		address
	);
	const places: Place[] = [];
	for (const { loc } of sitemapindex.sitemap) {
		const { urlset } = await readXml<{ urlset: { url: Place[] } }>(request, loc);
		expect(urlset.url.length).toBeLessThanOrEqual(50_000);
		places.push(...urlset.url);
	}
	const { origin } = new URL(address);
	const named = places.map(({ loc }) => loc.replace(origin, ''));
	expect(new Set(named).size).toBe(named.length);
	for (const path of ['', '/principles/4', '/countries/CA', '/companies/meta', '/forums/vgt'])
		for (const locale of ['en', 'fr']) expect(named).toContain(`/${locale}${path}`);
	expect(named).toContain('/en/commitments/CA-0003');
	for (const { loc, 'xhtml:link': alternates } of places) {
		expect(alternates.map(({ hreflang }) => hreflang)).toEqual(['en', 'fr', 'x-default']);
		expect(alternates.map(({ href }) => href)).toContain(loc);
	}
	const few = places.filter((_, at) => at < 44 || at % 97 === 0);
	for (const { loc } of few)
		expect((await request.get(loc, { maxRedirects: 0 })).status(), loc).toBe(200);
});

test('what the site map does not have is not found', async ({ request }) => {
	expect((await request.get('/sitemap.xml?part=workspace')).status()).toBe(404);
});

for (const lang of ['en', 'fr'] as const)
	test(`both feeds are read by a second program (${lang})`, async ({
		page,
		request,
		organisation,
		person
	}) => {
		const secretariat = await organisation({ kind: 'secretariat' });
		const office = {
			editor: await person({ organisation: secretariat, role: 'editor' }),
			publisher: await person({ organisation: secretariat, role: 'publisher' })
		};
		const title = `Ends & means of ${secretariat.slug}`;
		const { id, slug } = await publishWritten(office, {
			titleEn: title,
			titleFr: title,
			bodyEn: 'Begins **here**.',
			bodyFr: 'Commence **ici**.',
			figures: [
				{ question: 'pillar_status', filters: {}, captionEn: 'By pillar', captionFr: 'Par pilier' }
			]
		});
		await correctWritten(office, id, {
			correctionNoteEn: 'A number was < wrong.',
			correctionNoteFr: 'Un nombre était < faux.'
		});
		await page.goto(`/${lang}/summaries`);
		const address = page.locator('link[type="application/atom+xml"]');
		const read = async (from: string) => {
			const answer = await request.get(from);
			expect(answer.headers()['content-type']).toContain('application/atom+xml');
			const text = await answer.text();
			expect(XMLValidator.validate(text)).toBe(true);
			const feed = parseAtomFeed(text);
			expect(feed.id).toMatch(/^urn:uuid:/);
			expect(feed.updated).toBeTruthy();
			for (const entry of feed.entries ?? [])
				expect([entry.id, entry.title, entry.updated].every(Boolean)).toBe(true);
			return feed;
		};
		const feed = await read((await address.getAttribute('href')) ?? '');
		const mine = (feed.entries ?? []).filter(({ title: given }) =>
			JSON.stringify(given).includes(title)
		);
		expect(mine.map(({ links }) => links?.[0]?.href?.replace(/^https?:\/\/[^/]+/, ''))).toEqual([
			`/${lang}/summaries/${slug}?edition=2`,
			`/${lang}/summaries/${slug}?edition=1`
		]);
		expect(JSON.stringify(mine[0])).toContain(
			{ en: 'A number was < wrong.', fr: 'Un nombre était < faux.' }[lang]
		);
		expect(JSON.stringify(mine[1])).toContain({ en: 'Begins here.', fr: 'Commence ici.' }[lang]);
		await read(`/feeds/changes.xml?lang=${lang}`);
	});

test('who finds a weakness finds where to tell it (RFC 9116)', async ({ request }) => {
	const answer = await request.get('/.well-known/security.txt', { maxRedirects: 0 });
	expect(answer.status()).toBe(200);
	expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8');
	const fields = Object.fromEntries(
		(await answer.text())
			.trim()
			.split('\n')
			.map((line) => line.split(/: (.*)/, 2))
	) as Record<string, string>;
	expect(fields.Contact).toBe('mailto:security@concord.example');
	expect(fields.Canonical).toMatch(/^http.*\/\.well-known\/security\.txt$/);
	const days = (new Date(fields.Expires ?? '').getTime() - Date.now()) / 86_400_000;
	expect(days).toBeGreaterThan(100);
	expect(days).toBeLessThan(366);
});
