import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures.ts';

const PATH = 'compare/companies/side-by-side';
/** Sample companies in a cycle that is over: other tests change nothing there. */
const TWO = 'company=sample-video&company=sample-search&cycle=2024';

const WORDS = {
	en: {
		title: 'Companies side by side',
		caption: /^Self-ratings, the secretariat’s view and findings/,
		small: 'The group is too small to be shown as a distribution',
		none: 'No published self-assessment'
	},
	fr: {
		title: 'Entreprises côte à côte',
		caption: /^Autoévaluation, avis du secrétariat et constats/,
		small: 'Le groupe est trop petit pour montrer une répartition',
		none: 'Aucune autoévaluation publiée'
	}
} as const;

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

for (const locale of ['en', 'fr'] as const) {
	const words = WORDS[locale];

	for (const [query, what] of [
		['', 'nothing chosen'],
		[TWO, 'two companies'],
		['company=google,sample-video,sample-search,meta,apple,sample-live', 'six companies'],
		['company=sample-video&cycle=2024&sector=all', 'one company']
	] as const)
		test(`${what}: accessible, and no wider than a phone (${locale})`, async ({ page }) => {
			await page.goto(`/${locale}/${PATH}?${query}`);
			await expect(page.getByRole('heading', { level: 1, name: words.title })).toBeVisible();
			await expectAccessible(page);
			await page.setViewportSize({ width: 320, height: 640 });
			expect(await widthOf(page)).toBe(320);
			await expectAccessible(page);
		});

	test(`what nobody published is no rating, and a small sector no distribution (${locale})`, async ({
		page
	}) => {
		await page.goto(`/${locale}/${PATH}?company=google`);
		const table = page.getByRole('region', { name: words.caption }).getByRole('table');
		await expect(table.getByText(words.none)).toHaveCount(11);
		await expect(page.getByText(words.small)).toBeVisible();
		await page.goto(`/${locale}/${PATH}?company=sample-social&cycle=2024`);
		await expect(page.getByText(words.small)).toBeVisible();
	});
}

test('companies are chosen, and their texts reached, with the keyboard alone', async ({ page }) => {
	await page.goto(`/en/${PATH}`);
	await page.getByLabel('Company 1').focus();
	await page.keyboard.type('Sample V');
	await page.keyboard.press('Tab');
	await page.keyboard.type('Sample Se');
	await page.getByRole('button', { name: 'Show side by side' }).focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/company=sample-video&company=sample-search/);
	await expect(page.getByRole('status')).toContainText('Sample Video');
	// From its address, as it may be sent: the router keeps the place of a page that it is still bringing.
	await page.goto(page.url());
	const principle = page.getByRole('table').getByRole('link', { name: /^4\. / });
	const texts = page.getByRole('region', { name: /^4\. / });
	// A press that comes while the page is still being brought is undone by the router, which keeps the place.
	await expect(async () => {
		await principle.focus();
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/#principle-4$/);
		await expect(texts).toBeInViewport({ timeout: 2_000 });
	}).toPass();
	await expect(texts.getByRole('heading', { level: 4 })).toHaveCount(2);
});

test('the table, its CSV and its JSON say the same, and so does the matrix', async ({
	page,
	request
}) => {
	await page.goto(`/en/${PATH}?${TWO}`);
	const table = page.getByRole('region', { name: WORDS.en.caption }).getByRole('table');
	const csv = await page.getByRole('link', { name: /^CSV/ }).getAttribute('href');
	const address = (csv ?? '').replace('csv', 'json');
	const { data } = (await (await request.get(address)).json()) as {
		data: { principle: number; company: string; self_rating: number | string }[];
	};
	expect(data).toHaveLength(22);
	const words = { not_applicable: 'Not applicable', not_public: 'Not public' } as const;
	for (const [at, company] of ['sample-video', 'sample-search'].entries())
		for (const one of data.filter((record) => record.company === company)) {
			const row = table
				.getByRole('row')
				.filter({ has: page.locator(`a[href="#principle-${one.principle}"]`) });
			await expect(row.getByRole('cell').nth(at)).toContainText(
				words[one.self_rating as keyof typeof words] ??
					(one.self_rating === 'not_answered' ? 'Not answered' : `${one.self_rating}, `)
			);
		}
	const file = await (await request.get(csv ?? '')).text();
	expect(file.trimEnd().split('\r\n')).toHaveLength(23);
	const matrix = (await (
		await request.get('/api/v1/compare/companies?cycle=2024&samples=yes')
	).json()) as { data: Record<string, unknown>[] };
	for (const { principle, company, self_rating } of data)
		expect(
			matrix.data.find((record) => record.company === company)?.[`principle_${principle}`]
		).toBe(self_rating);
});

test('it is found from the comparison and from a company, and refuses what is not there', async ({
	page,
	request
}) => {
	await page.goto('/en/compare');
	await page.getByRole('link', { name: WORDS.en.title }).click();
	await expect(page).toHaveURL(`/en/${PATH}`);
	await page.goto('/fr/companies/meta');
	await page.getByRole('link', { name: 'Placer côte à côte avec d’autres' }).click();
	await expect(page).toHaveURL(`/fr/${PATH}?company=meta`);
	await expect(page.getByLabel('Entreprise 1')).toHaveValue('meta');
	const api = '/api/v1/compare/companies/side-by-side';
	for (const [query, status] of [
		['', 400],
		['company=a,b,c,d,e,f,g', 400],
		['company=nobody', 404]
	] as const)
		expect((await request.get(`${api}?${query}`)).status(), query).toBe(status);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('companies are chosen, and one alone is set against all sectors', async ({ page }) => {
		await page.goto(`/fr/${PATH}`);
		await page.getByLabel('Entreprise 1').selectOption('sample-video');
		await page.getByLabel('Cycle', { exact: true }).selectOption('2024');
		await page.getByRole('button', { name: 'Afficher côte à côte' }).click();
		await expect(page.getByText(WORDS.fr.small)).toBeVisible();
		await page.getByRole('link', { name: 'La placer face à tous les secteurs' }).click();
		const against = page.getByRole('region', { name: /Tous les secteurs/ });
		await expect(against.getByText('sa propre place')).not.toHaveCount(0);
		await page.getByLabel('Entreprise 2').selectOption('sample-search');
		await page.getByRole('button', { name: 'Afficher côte à côte' }).click();
		const table = page.getByRole('region', { name: WORDS.fr.caption }).getByRole('table');
		await expect(table.getByRole('columnheader')).toHaveCount(3);
	});
});

const COUNTRIES = 'compare/countries/side-by-side';

for (const [locale, title] of [
	['en', 'Countries side by side'],
	['fr', 'Pays côte à côte']
] as const)
	for (const query of ['', 'country=CA,GB', 'country=CA,GB,US,AU,NZ,AE'])
		test(`countries (${query || 'none chosen'}): accessible, and no wider than a phone (${locale})`, async ({
			page
		}) => {
			await page.goto(`/${locale}/${COUNTRIES}?${query}`);
			await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
			await expectAccessible(page);
			await page.setViewportSize({ width: 320, height: 640 });
			expect(await widthOf(page)).toBe(320);
			await expectAccessible(page);
		});

test('a country’s column is what the comparison of all countries says, and its file too', async ({
	page,
	request
}) => {
	await page.goto('/en/countries/CA');
	await page.getByRole('link', { name: 'Set side by side with others' }).click();
	await page.getByLabel('Country 2').selectOption('GB');
	await page.getByRole('button', { name: 'Show side by side' }).click();
	await expect(page).toHaveURL(/country=CA&country=GB/);
	const csv = await page.getByRole('link', { name: /^CSV/ }).getAttribute('href');
	const read = async (address: string) =>
		((await (await request.get(address)).json()) as { data: Record<string, unknown>[] }).data;
	const beside = await read((csv ?? '').replace('csv', 'json'));
	const all = await read('/api/v1/compare/countries?limit=500');
	const table = page.getByRole('table').first();
	for (const [at, code] of ['CA', 'GB'].entries()) {
		const one = beside.find(({ country }) => country === code);
		const other = all.find(({ country }) => country === code);
		expect(one).toMatchObject({ total: other?.total, completed: other?.completed });
		for (const [row, key] of [
			['Published commitments', 'total'],
			['Completed', 'completed']
		] as const)
			await expect(
				table
					.getByRole('row')
					.filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
					.getByRole('cell')
					.nth(at)
			).toHaveText(String(one?.[key]));
	}
});

test.describe('countries without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('are chosen, and what is not on record is no 0', async ({ page }) => {
		await page.goto(`/fr/${COUNTRIES}`);
		await page.getByLabel('Pays 1').selectOption('CA');
		await page.getByLabel('Pays 2').selectOption('AE');
		await page.getByRole('button', { name: 'Afficher côte à côte' }).click();
		const total = page.getByRole('row').filter({
			has: page.getByRole('rowheader', { name: 'Engagements publiés', exact: true })
		});
		await expect(total.getByRole('cell').nth(1)).toHaveText('Rien de consigné');
	});
});
