import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import type { OrganisationKind } from '#lib/organisations/vocabulary.ts';
import type { Role } from '#lib/access/vocabulary.ts';
import type { Person } from '#lib/access/actor.ts';
import { expect, expectAccessible, follow, test, type Organisation } from '../fixtures.ts';
import { elements, readPdf, said, unspaced } from '../pdf.ts';
import { correctWritten, publishWritten, type Written } from './published-summary.ts';

const TEXT = {
	bodyEn: `The year in short, with **what counts** and [where it is said](/en/about).

## What was promised

{{figure 1}}

### By whom

1. Five countries
2. Companies

## What companies say

| Who | What |
|---|---|
| One | “Two” – 3 < 4 & more |

{{figure 2}}

> Nothing more.`,
	bodyFr: `L’année en bref, avec **ce qui compte** et [où c’est dit](/fr/about).

## Ce qui a été promis

{{figure 1}}

### Par qui

1. Cinq pays
2. Entreprises

## Ce que disent les entreprises

| Qui | Quoi |
|---|---|
| Un | « Deux » – 3 < 4 & plus |

{{figure 2}}

> Rien de plus.`
};
const FIGURES = [
	{
		question: 'country_status' as const,
		filters: { forum: 'five-country' },
		captionEn: 'What has become of each promise',
		captionFr: 'Ce qu’il est advenu de chaque promesse'
	},
	{
		question: 'principle_trend' as const,
		filters: { principle: 4 },
		captionEn: 'How companies rate themselves',
		captionFr: 'Comment les entreprises se cotent'
	}
];
const NOTE = {
	correctionNoteEn: 'A list was incomplete.',
	correctionNoteFr: 'Une liste était incomplète.'
};

interface Given {
	organisation(given: { kind: OrganisationKind }): Promise<Organisation>;
	person(given: { organisation: Organisation; role: Role }): Promise<Person>;
}

/** A summary in its second edition, by two people of an office of its own. */
async function twoEditions({ organisation, person }: Given) {
	const secretariat = await organisation({ kind: 'secretariat' });
	const editor = await person({ organisation: secretariat, role: 'editor' });
	const publisher = await person({ organisation: secretariat, role: 'publisher' });
	const titles = {
		titleEn: `Progress of ${secretariat.slug}`,
		titleFr: `Progrès de ${secretariat.slug}`
	};
	const written: Written = { ...titles, ...TEXT, figures: FIGURES };
	const { id, slug } = await publishWritten({ editor, publisher }, written);
	await correctWritten({ editor, publisher }, id, NOTE);
	return { slug, titles };
}

/** What the page says of the summary itself, without the ways to go on from it. */
const shownOn = (page: Page): Promise<string> =>
	page.evaluate(() => {
		const main = document.querySelector('main')?.cloneNode(true) as HTMLElement;
		for (const apart of main.querySelectorAll('nav, .no-print, section:has(> #editions)'))
			apart.remove();
		return main.textContent;
	});

const CONTENTS = { en: 'Contents', fr: 'Table des matières' };
const PDF = { en: /This edition as an accessible PDF/, fr: /Cette édition en PDF accessible/ };

for (const locale of ['en', 'fr'] as const)
	test(`the PDF says what the page says, tagged (${locale})`, async ({
		page,
		request,
		organisation,
		person
	}) => {
		const { slug, titles } = await twoEditions({ organisation, person });
		await page.goto(`/${locale}/summaries/${slug}`);
		await expectAccessible(page);
		const link = page.getByRole('link', { name: PDF[locale] });
		await expect(link).toContainText(locale === 'en' ? /\(\d+ kB\)/ : /\(\d+\sko\)/);
		const address = (await link.getAttribute('href')) ?? '';
		const answer = await request.get(address);
		expect(answer.headers()['content-type']).toBe('application/pdf');
		const { heard, ...about } = await readPdf(await answer.body());
		expect(about).toMatchObject({
			language: `${locale}-CA`,
			title: locale === 'en' ? titles.titleEn : titles.titleFr,
			marked: true,
			standard: '1'
		});
		const [document] = heard;
		// The line above the title is where the page has its way back.
		const whole = heard.flatMap(({ within }) => within).slice(1);
		expect(document?.role).toBe('Document');
		const without = whole.filter((one) => said([one]).trim() !== CONTENTS[locale]);
		expect(unspaced(said(without, 'TOC', 'Lbl', 'Figure'))).toBe(unspaced(await shownOn(page)));
		expect(elements(heard, 'Table')).toHaveLength(3);
		const pictures = elements(heard, 'Figure').map(({ alt = '' }) => alt);
		expect(pictures).toHaveLength(2);
		for (const [at, { captionEn, captionFr }] of FIGURES.entries())
			expect(pictures[at]).toContain(locale === 'en' ? captionEn : captionFr);

		const again = await request.get(address, {
			headers: { 'if-none-match': answer.headers().etag ?? '' }
		});
		expect(again.status()).toBe(304);
	});

test('an edition that was replaced says so in its PDF and on its page', async ({
	page,
	request,
	organisation,
	person
}) => {
	const { slug } = await twoEditions({ organisation, person });
	const pdf = await request.get(`/fr/summaries/${slug}/summary.pdf?edition=1`);
	expect(said((await readPdf(await pdf.body())).heard)).toContain(
		'Cette édition a été remplacée par une correction.'
	);
	await page.goto(`/fr/summaries/${slug}?edition=1`);
	await expect(page.getByText('Cette édition a été remplacée')).toBeVisible();
	await expectAccessible(page);
});

test.describe('without scripts, on a phone', () => {
	test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });

	test('the contents lead to each part', async ({ page, organisation, person }) => {
		const { slug } = await twoEditions({ organisation, person });
		await page.goto(`/en/summaries/${slug}`);
		const contents = page.getByRole('navigation', { name: 'Contents' });
		await expect(contents.getByRole('link')).toHaveText([
			'What was promised',
			'By whom',
			'What companies say'
		]);
		await follow(contents.getByRole('link', { name: 'By whom' }));
		await expect(page.getByRole('heading', { name: 'By whom' })).toBeInViewport();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			320
		);
	});
});

test('a summary is found, shared, cited and its figures taken by programs', async ({
	page,
	request,
	organisation,
	person
}) => {
	const { slug, titles } = await twoEditions({ organisation, person });
	await page.goto(`/en/summaries/${slug}`);
	const at = (selector: string, name = 'content') =>
		page.locator(selector).first().getAttribute(name);
	const address = (await at('link[rel=canonical]', 'href')) ?? '';
	expect(address.endsWith(`/en/summaries/${slug}?edition=2`)).toBe(true);
	expect(await at('link[hreflang=fr]', 'href')).toBe(address.replace('/en/', '/fr/'));
	expect(await at('meta[name=description]')).toBe(
		'The year in short, with what counts and where it is said.'
	);
	expect(await at('meta[property="og:title"]')).toBe(titles.titleEn);
	expect(await at('meta[property="og:url"]')).toBe(address);
	const picture = await request.get((await at('meta[property="og:image"]')) ?? '');
	const png = await picture.body();
	expect(picture.headers()['content-type']).toBe('image/png');
	expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);

	const data = JSON.parse(
		(await page.locator('script[type="application/ld+json"]').textContent()) ?? ''
	) as Record<string, unknown> & { hasPart: { distribution: { contentUrl: string } }[] };
	expect(data).toMatchObject({ '@type': 'Report', '@id': address, name: titles.titleEn });
	expect(data.hasPart).toMatchObject([{ '@type': 'Dataset' }, { '@type': 'Dataset' }]);

	const file = await request.get(data.hasPart[0]?.distribution.contentUrl ?? '');
	const rows = parse<Record<string, string>>(await file.text(), { columns: true });
	const shown = await page
		.locator('#figure-1 tbody tr')
		.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
	expect(rows.map((row) => Object.values(row))).toEqual(
		shown.map(([first, ...rest]) => [first, expect.any(String), ...rest])
	);
	const link = page.getByRole('link', { name: 'Rows of figure 1 as CSV' });
	expect(await (await request.get((await link.getAttribute('href')) ?? '')).text()).toBe(
		await (await request.get(data.hasPart[0]?.distribution.contentUrl ?? '')).text()
	);

	const cite = async (name: string) => {
		const to = await page.getByRole('link', { name }).getAttribute('href');
		return request.get(to ?? '');
	};
	expect(await (await cite('Citation for BibTeX')).text()).toContain(`url = {${address}}`);
	expect(await (await cite('Citation as CSL-JSON')).json()).toMatchObject([
		{ type: 'report', title: titles.titleEn, URL: address }
	]);
});

test('no text of a summary leaves its place in the page', async ({
	page,
	organisation,
	person
}) => {
	const secretariat = await organisation({ kind: 'secretariat' });
	const office = {
		editor: await person({ organisation: secretariat, role: 'editor' }),
		publisher: await person({ organisation: secretariat, role: 'publisher' })
	};
	const evil = '</script><img src=x onerror="window.broken=1">"><!--<script>';
	const { slug } = await publishWritten(office, {
		titleEn: evil,
		titleFr: evil,
		bodyEn: `${evil}\n\n## ${evil}`,
		bodyFr: evil,
		figures: FIGURES.map((figure) => ({ ...figure, captionEn: evil, captionFr: evil }))
	});
	await page.goto(`/en/summaries/${slug}`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(evil);
	expect(await page.evaluate(() => 'broken' in window)).toBe(false);
	const data = page.locator('script[type="application/ld+json"]');
	expect(JSON.parse((await data.textContent()) ?? '')).toMatchObject({ name: evil });
});

test('what was never published has no files', async ({ request }) => {
	for (const address of [
		'nothing/summary.pdf',
		'nothing/summary.pdf?edition=0',
		'nothing/cite.bib',
		'nothing/figures/1.csv',
		'nothing/figures/1.png'
	])
		expect((await request.get(`/en/summaries/${address}`)).status(), address).toBe(404);
});
