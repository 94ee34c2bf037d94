import type { Page } from '@playwright/test';
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
		for (const apart of main.querySelectorAll('nav, .actions, section:has(> #take, > #editions)'))
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
		expect(unspaced(said(without, 'TOC', 'Lbl'))).toBe(unspaced(await shownOn(page)));
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

test('what was never published has no PDF', async ({ request }) => {
	for (const address of ['nothing/summary.pdf', 'nothing/summary.pdf?edition=0'])
		expect((await request.get(`/en/summaries/${address}`)).status(), address).toBe(404);
});
