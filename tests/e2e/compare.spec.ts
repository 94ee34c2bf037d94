import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures.ts';

const WORDS = {
	en: {
		companies: 'Companies compared',
		countries: 'Countries compared',
		overTime: 'Commitments over time',
		figures: 'Published figures',
		compare: 'Compare',
		data: 'Data and downloads',
		apply: 'Apply filters',
		order: 'Order',
		matrix: /^Public ratings by company and principle/,
		spread: /^Ratings by principle/,
		none: 'No self-assessment published'
	},
	fr: {
		companies: 'Comparaison des entreprises',
		countries: 'Comparaison des pays',
		overTime: 'Les engagements au fil du temps',
		figures: 'Chiffres publiés',
		compare: 'Comparer',
		data: 'Données et téléchargements',
		apply: 'Appliquer les filtres',
		order: 'Ordre',
		matrix: /^Cotes publiques par entreprise et par principe/,
		spread: /^Cotes par principe/,
		none: 'Aucune autoévaluation publiée'
	}
} as const;

const TYPES: Record<string, string> = {
	csv: 'text/csv',
	json: 'application/json',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
};

/** Sample companies in a cycle that is over: other tests change nothing there. */
const SETTLED = 'cycle=2024&samples=yes';

/** The CSV that a link of the page gives, as records by column. None of these files has a quoted cell with a line end. */
async function fileAt(request: APIRequestContext, address: string) {
	const answer = await request.get(address);
	expect(answer.headers()['content-type']).toContain('text/csv');
	const [head = [], ...rows] = (await answer.text())
		.trimEnd()
		.split('\r\n')
		.map((line) =>
			[...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
				cell.replace(/^"(.*)"$/, '$1').replaceAll('""', '"')
			)
		);
	return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])));
}

/** The body rows of a table, as the words in their cells. */
const cellsOf = (table: Locator) =>
	table
		.locator('tbody tr:has(td)')
		.evaluateAll((rows) =>
			rows.map((row) =>
				[...row.querySelectorAll('th, td')].map(
					(cell) => cell.textContent?.replace(/\s+/g, ' ').trim() ?? ''
				)
			)
		);

const tableIn = (page: Page, name: RegExp) => page.getByRole('region', { name }).locator('table');

/** How many different colours a canvas shows. */
const coloursOn = (canvas: Locator) =>
	canvas.evaluate((element) => {
		const { width, height } = element as HTMLCanvasElement;
		const context = (element as HTMLCanvasElement).getContext('2d');
		const pixels = context?.getImageData(0, 0, width, height).data ?? [];
		const colours = new Set<number>();
		for (let at = 0; at + 3 < pixels.length; at += 4)
			if (pixels[at + 3])
				colours.add(
					((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0)
				);
		return colours.size;
	});

for (const locale of ['en', 'fr'] as const) {
	const words = WORDS[locale];

	for (const [path, title] of [
		['compare', words.compare],
		[`compare/companies?${SETTLED}`, words.companies],
		[`compare/companies?${SETTLED}&group=sector&sort=change&weights=1:3,4:2`, words.companies],
		['compare/companies?view=trend&principle=4', words.companies],
		['compare/companies?view=trend&theme=1&among=cohort', words.companies],
		['compare/countries', words.countries],
		['compare/over-time', words.overTime],
		['compare/countries?by=pillar', words.countries],
		['compare/countries?view=timing', words.countries],
		['compare/countries?view=funding&currency=CAD', words.countries],
		['compare/countries?view=map', words.countries],
		['compare/indicators?company=google', words.figures],
		['compare/countries?view=promises&forum=five-country', words.countries],
		['data', words.data]
	] as const)
		test(`${path} is open to everyone, accessible, and no wider than a phone (${locale})`, async ({
			page
		}) => {
			await page.goto(`/${locale}/${path}`);
			await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
			await expectAccessible(page);
			await page.setViewportSize({ width: 320, height: 640 });
			const width = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(width).toBe(320);
		});

	test(`the matrix is sorted by the principle a reader chooses, and says why there is no rating (${locale})`, async ({
		page
	}) => {
		await page.goto(`/${locale}/compare/companies?cycle=2024`);
		await page.getByLabel(words.order).selectOption('4');
		await page.getByRole('button', { name: words.apply }).click();
		await expect(page).toHaveURL(/sort=4/);
		const table = tableIn(page, words.matrix);
		await expect(table.locator('th[aria-sort="descending"]')).toContainText('4');
		const rows = (await cellsOf(table)).filter((cells) => cells.length > 2);
		const ratings = rows.map((cells) => Number.parseInt(cells[4] ?? '', 10));
		const given = ratings.filter((rating) => !Number.isNaN(rating));
		expect(given.length).toBeGreaterThan(3);
		expect(ratings.slice(0, given.length)).toEqual(given.toSorted((a, b) => b - a));
		await expect(table.getByRole('row', { name: /^Google/ })).toContainText(words.none);
	});

	test(`a page, its file and its JSON give the same figures (${locale})`, async ({
		page,
		request
	}) => {
		await page.goto(`/${locale}/compare/companies?${SETTLED}`);
		const matrix = await cellsOf(tableIn(page, words.matrix));
		const spread = await cellsOf(tableIn(page, words.spread));
		const links = page.getByRole('link', { name: /^CSV/ });
		const [matrixFile, spreadFile] = await links.evaluateAll((all) =>
			all.map((link) => link.getAttribute('href') ?? '')
		);

		const file = await fileAt(request, matrixFile ?? '');
		const json = (await (await request.get((matrixFile ?? '').replace('csv', 'json'))).json()) as {
			data: Record<string, unknown>[];
		};
		expect(file).toHaveLength(matrix.length);
		expect(json.data).toHaveLength(matrix.length);
		for (const [name = '', ...cells] of matrix) {
			const line = file.find((one) => name.startsWith(one[`name_${locale}`] ?? '?')) ?? {};
			const record = json.data.find(({ company }) => company === line.company) ?? {};
			for (const at of Array.from({ length: 11 }, (_, index) => index + 1)) {
				const said = line[`principle_${at}`] ?? '';
				expect(String(record[`principle_${at}`] ?? '')).toBe(said);
				if (/^[0-4]$/.test(said)) expect(cells[at - 1]?.[0]).toBe(said);
				else if (said) expect(cells[at - 1]).not.toMatch(/^[0-4]/);
			}
		}

		const counts = await fileAt(request, spreadFile ?? '');
		const columns = [0, 1, 2, 3, 4].map((rating) => `rating_${rating}`);
		for (const [at, cells] of spread.entries())
			expect(cells.slice(1, 10)).toEqual(
				[...columns, 'not_applicable', 'not_public', 'not_answered', 'rated'].map(
					(column) => counts[at]?.[column]
				)
			);
	});
}

test('the chart is drawn when it comes on screen, and its table is there before', async ({
	page
}) => {
	await page.goto(`/en/compare/companies?${SETTLED}`);
	await expect(tableIn(page, WORDS.en.spread)).toBeVisible();
	const canvas = page.locator('figure canvas');
	await expect(canvas).toHaveAttribute('aria-hidden', 'true');
	await canvas.scrollIntoViewIfNeeded();
	await expect.poll(() => coloursOn(canvas)).toBeGreaterThan(8);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the tables say everything, and the filters work', async ({ page }) => {
		await page.goto('/fr/compare/companies');
		await expect(page.locator('figure canvas')).toBeHidden();
		await expect(tableIn(page, WORDS.fr.spread)).toBeVisible();
		await page.getByLabel('Cycle', { exact: true }).selectOption('2023');
		await page.getByRole('button', { name: WORDS.fr.apply }).click();
		await expect(page).toHaveURL(/cycle=2023/);
		await expect(page.getByRole('region', { name: /Cycle 2023/ }).first()).toBeVisible();
		await page.goto('/fr/compare/countries');
		await expect(page.getByRole('row', { name: /^Canada/ }).first()).toBeVisible();
	});
});

test('the number of commitments leads to as many commitments', async ({ page, request }) => {
	await page.goto('/en/compare/countries');
	const link = page.getByRole('link', { name: /^Completed, Canada: / });
	const count = Number(await link.textContent());
	const address = new URL((await link.getAttribute('href')) ?? '', page.url());
	expect(Object.fromEntries(address.searchParams)).toEqual({ country: 'CA', status: 'completed' });
	const answer = await request.get(`/api/v1/commitments${address.search}`);
	const { data } = (await answer.json()) as { data: unknown[] };
	expect(data).toHaveLength(count);
});

test.describe('the files', () => {
	test('that the data page lists are all there, in each format', async ({ page, request }) => {
		await page.goto('/en/data');
		const rows = page.getByRole('table').locator('tbody tr');
		const listed = await rows.evaluateAll((all) =>
			all.map((row) =>
				[...row.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '')
			)
		);
		expect(listed.length).toBeGreaterThan(17);
		for (const links of listed) expect(links).toHaveLength(Object.keys(TYPES).length);
		const links = listed.flat();
		for (const address of links) {
			const answer = await request.get(address);
			expect(answer.status(), address).toBe(200);
			expect(answer.headers()['access-control-allow-origin']).toBe('*');
			const format = new URL(address, 'http://a').searchParams.get('format') ?? '';
			expect(answer.headers()['content-type']).toContain(TYPES[format]);
		}
	});

	test('come in pages that neither repeat nor skip', async ({ request }) => {
		const all = await fileAt(request, '/api/v1/companies?format=csv');
		const seen: string[] = [];
		let cursor: string | null = '';
		while (cursor !== null) {
			const answer = await request.get(`/api/v1/companies?limit=7&cursor=${cursor}`);
			const { data, page } = (await answer.json()) as {
				data: { company: string }[];
				page: { next: string | null };
			};
			seen.push(...data.map(({ company }) => company));
			cursor = page.next;
		}
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.length).toBeGreaterThanOrEqual(all.length);
	});

	test('say in a problem document what could not be read', async ({ request }) => {
		for (const [address, status] of [
			['/api/v1/compare/companies?sort=-3', 400],
			['/api/v1/commitments?cursor=%2e%2e', 400],
			['/api/v1/compare/companies?cycle=1999', 404],
			['/api/v1/nothing', 404]
		] as const) {
			const answer = await request.get(address);
			expect(answer.status(), address).toBe(status);
			expect(answer.headers()['content-type']).toContain('application/problem+json');
			expect(await answer.json()).toMatchObject({ status, type: 'about:blank' });
		}
	});

	test('hold the same for one who is signed in', async ({
		page,
		request,
		organisation,
		person,
		signIn
	}) => {
		const office = await organisation({ kind: 'secretariat' });
		await signIn((await person({ organisation: office, role: 'administrator' })).email);
		const address = `/api/v1/compare/companies?${SETTLED}`;
		const insider = await page.request.get(address);
		expect(await insider.text()).toBe(await (await request.get(address)).text());
	});
});
