import { readXlsx } from 'hucre/xlsx';
import { parse } from 'csv-parse/sync';
import { MAP_MEASURES } from '#lib/comparison/vocabulary.ts';
import { wordsOn } from '../chart.ts';
import { expect, expectAccessible, test } from '../fixtures.ts';

const HEADS = {
	en: 'Share of published commitments that are completed, by country',
	fr: 'Part des engagements publiés qui sont réalisés, par pays'
} as const;

for (const locale of ['en', 'fr'] as const)
	test(`the map is accessible, drawn in its steps, and no wider than a phone (${locale})`, async ({
		page
	}) => {
		await page.setViewportSize({ width: 320, height: 700 });
		for (const measure of MAP_MEASURES) {
			await page.goto(`/${locale}/compare/countries?view=map&measure=${measure}`);
			await expectAccessible(page);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide, measure).toBe(320);
		}
		const asked = page.waitForResponse(/countries-110m[.-][\w-]+\.json$/);
		await page.goto(`/${locale}/compare/countries?view=map`);
		await expect(page.getByRole('heading', { level: 2, name: HEADS[locale] })).toBeVisible();
		await page.locator('figure canvas').scrollIntoViewIfNeeded();
		const outlines = await asked;
		expect(outlines.status()).toBe(200);
		expect(new URL(outlines.url()).origin).toBe(new URL(page.url()).origin);
		await expect(page.getByRole('row', { name: /^Canada/ })).toBeVisible();
	});

for (const measure of MAP_MEASURES)
	test(`page, CSV, JSON, workbook, drawing and picture of the map of ${measure} say the same`, async ({
		page,
		request
	}) => {
		const asked = `view=map&measure=${measure}`;
		await page.goto(`/en/compare/countries?${asked}`);
		const shown = await page
			.getByRole('table')
			.locator('tbody tr')
			.evaluateAll((all) =>
				all.map((row) =>
					[...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')
				)
			);
		const pointedAt = await wordsOn(page);
		const file = `/api/v1/compare/countries?${asked}&format=`;
		const csv = parse<Record<string, string>>(await (await request.get(`${file}csv`)).text(), {
			columns: true
		});
		const { data } = (await (await request.get(`${file}json`)).json()) as {
			data: Record<string, string | number | null>[];
		};
		const { sheets } = await readXlsx(
			new Uint8Array(await (await request.get(`${file}xlsx`)).body())
		);
		const [head = [], ...lines] = sheets[0]?.rows ?? [];
		const picture = await request.get(`/en/figures/countries/picture.svg?${asked}`);
		expect(picture.headers()['content-type']).toContain('image/svg+xml');
		const drawn = new Map(
			[...(await picture.text()).matchAll(/<title>([^<:]*): ([^<]*)<\/title>/g)].map(
				([, name = '', said = '']) => [name, said.replaceAll('&amp;', '&')]
			)
		);
		expect(shown.length).toBeGreaterThan(50);
		expect(data).toHaveLength(shown.length);
		for (const [name = '', ...cells] of shown) {
			const record = csv.find(({ name_en }) => name_en === name) ?? {};
			const line = lines.find((row) => row[head.indexOf('name_en')] === name) ?? [];
			const json = data.find(({ country }) => country === record.country) ?? {};
			const counts = measure === 'commitments' ? ['count'] : ['count', 'of'];
			for (const [at, column] of counts.entries()) {
				const number = cells[at]?.replace(/ \(.*$/, '').replace('–', '') ?? '';
				expect(record[column], `${name} ${column}`).toBe(number);
				expect(String(json[column] ?? ''), `${name} ${column}`).toBe(number);
				expect(String(line[head.indexOf(column)] ?? ''), `${name} ${column}`).toBe(number);
			}
			expect(String(line[head.indexOf('step')] ?? '')).toBe(record.step);
			// Other tests put countries on record that are on no map: their codes are free for anyone’s use.
			if (/^Q[M-Z]$/.test(record.country ?? '')) continue;
			const said = drawn.get(name) ?? '';
			expect(pointedAt.get(name)).toBe(said);
			if (record.figure === '') expect(said).toBe(cells.at(-1));
			else expect(said).toContain(`: ${record.count}`);
			if (record.figure !== '' && measure !== 'commitments')
				expect(said).toContain(`${record.count} of ${record.of}`);
		}
	});

test('a card, a frame and the picture hold the map as it stood on a past day', async ({ page }) => {
	await page.goto('/en/compare/countries?view=map&measure=commitments&on=1990-01-01');
	await expect(page.getByText('There is nothing to show yet for this question.')).toBeVisible();
	await page.goto('/en/compare/countries?view=map&measure=treaties&on=1995-01-01');
	await page.getByRole('link', { name: /^Picture, citation and embedding/ }).click();
	await expect(page).toHaveURL(/\/figures\/countries\?.*on=1995-01-01/);
	await expect(page.getByText(/boundaries: Natural Earth/).first()).toBeVisible();
	await expect(page.getByText(/no statement is made here on any/)).toBeVisible();
	await expectAccessible(page);
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	for (const locale of ['en', 'fr'] as const)
		test(`the frame holds picture and table, leads to the card, and takes no cookie (${locale})`, async ({
			page
		}) => {
			await page.context().clearCookies();
			await page.setViewportSize({ width: 320, height: 700 });
			await page.goto(`/${locale}/embed/countries?view=map&measure=treaties`);
			await expect(page.getByRole('img')).toHaveJSProperty('complete', true);
			await expect(page.getByRole('row', { name: /^Canada/ })).toContainText('2');
			await expect(page.locator('figure, nav, script[src]')).toHaveCount(0);
			const card = page.getByRole('link').last();
			expect(await card.getAttribute('href')).toContain('view=map&measure=treaties');
			expect(await page.context().cookies()).toEqual([]);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide).toBe(320);
		});

	test('the map is a picture, its table is there, and the filters work', async ({ page }) => {
		await page.goto('/fr/compare/countries?view=map');
		const picture = page.locator('figure img');
		await expect(picture).toHaveJSProperty('complete', true);
		expect(await picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(960);
		await expect(page.locator('figure canvas')).toBeHidden();
		await page.getByLabel('Ce que montre la carte').selectOption('treaties');
		await page.getByRole('button', { name: 'Appliquer les filtres' }).click();
		await expect(page).toHaveURL(/view=map.*measure=treaties/);
		await expect(page.getByRole('row', { name: /^Malte/ })).toContainText('2');
	});
});
