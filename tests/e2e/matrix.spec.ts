import type { Locator } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures.ts';

const WORDS = {
	en: {
		shows: 'What the cells show',
		apply: 'Apply filters',
		findings: 'What others found',
		captions: {
			reviewer: /^Reviewer’s ratings by company/,
			difference: /^Reviewer’s ratings less the companies’ own/,
			findings: /^Published findings by company/
		}
	},
	fr: {
		shows: 'Contenu des cases',
		apply: 'Appliquer les filtres',
		findings: 'Ce que d’autres ont constaté',
		captions: {
			reviewer: /^Cotes de l’examen par entreprise/,
			difference: /^Cotes de l’examen moins celles des entreprises/,
			findings: /^Constats publiés par entreprise/
		}
	}
} as const;

/** Sample companies in a cycle that is over: other tests change nothing there. */
const SETTLED = 'cycle=2024&samples=yes';

/** The words of each row that stands for a company. */
const rowsOf = (table: Locator) =>
	table
		.locator('tbody tr:has(td)')
		.evaluateAll((rows) =>
			rows.map((row) =>
				[...row.querySelectorAll('th, td')].map(
					(cell) => cell.textContent?.replace(/\s+/g, ' ').trim() ?? ''
				)
			)
		);

for (const locale of ['en', 'fr'] as const) {
	const words = WORDS[locale];

	for (const cells of ['reviewer', 'difference', 'findings'] as const)
		test(`the matrix with ${cells} is accessible, no wider than a phone, and its file has the same rows (${locale})`, async ({
			page,
			request
		}) => {
			await page.goto(`/${locale}/compare/companies?${SETTLED}&cells=${cells}`);
			const table = page.getByRole('region', { name: words.captions[cells] }).locator('table');
			await expect(table).toBeVisible();
			await expectAccessible(page);
			const rows = await rowsOf(table);
			const address = await page.getByRole('link', { name: /^JSON/ }).first().getAttribute('href');
			const { data } = (await (await request.get(address ?? '')).json()) as {
				data: { cells: string; name: Record<string, string>; principle_4: unknown }[];
			};
			expect(data).toHaveLength(rows.length);
			for (const record of data) {
				expect(record.cells).toBe(cells);
				const row = rows.find(([name]) => name?.startsWith(record.name[locale] ?? '?'));
				expect(row).toBeDefined();
			}
			await page.setViewportSize({ width: 320, height: 640 });
			const width = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(width).toBe(320);
		});

	test(`the number of findings leads to their texts, without scripts too (${locale})`, async ({
		browser,
		baseURL
	}) => {
		const page = await browser.newPage({ javaScriptEnabled: false, baseURL });
		await page.goto(`/${locale}/compare/companies?${SETTLED}`);
		await page.getByLabel(words.shows).selectOption({ label: words.findings });
		await page.getByRole('button', { name: words.apply }).click();
		await expect(page).toHaveURL(/cells=findings/);
		const table = page.getByRole('region', { name: words.captions.findings }).locator('table');
		const cell = table.locator('a[href*="/sample-messenger"][href$="#principle-4"]');
		await expect(cell).toContainText(/^\s*1/);
		await cell.click();
		await expect(page).toHaveURL(/companies\/sample-messenger.*#principle-4$/);
		await expect(page.locator('section[aria-labelledby="principle-4"]')).toContainText(
			/Demonstration: the regulator|Démonstration : l’organisme/
		);
		await page.close();
	});
}

test('what a reader asked for stands beside the names, and findings have one list of companies', async ({
	page
}) => {
	await page.goto(`/en/compare/companies?${SETTLED}&sort=change&weights=1:3,4:2`);
	const own = page.getByRole('region', { name: /^Public ratings by company/ }).locator('table');
	const heads = own.locator('thead tr').last().locator('th');
	await expect(heads.nth(1)).toContainText('Since');
	await expect(heads.nth(2)).toHaveText('Weighted mean');
	await expect(own.locator('tbody tr:has(td) td:nth-child(3)').first()).toHaveText(/^[\d.]+ \(/);
	await page.goto(`/en/compare/companies?${SETTLED}&cells=findings`);
	await expect(page.getByRole('status').first()).toHaveText(
		/^Companies about which others have published findings: \d+ of \d+\.$/
	);
	const found = page.getByRole('region', { name: /^Published findings by company/ });
	await expect(found.locator('tbody')).toHaveCount(1);
	await expect(found.locator('tr.group')).toHaveCount(0);
});

test('the matrix is one tab stop, and its cells are gone through with the keyboard alone', async ({
	page
}) => {
	await page.setViewportSize({ width: 320, height: 640 });
	await page.goto(`/en/compare/companies?${SETTLED}`);
	const region = page.getByRole('region', { name: /^Public ratings by company/ });
	const grid = region.getByRole('grid');
	const focused = () =>
		grid.evaluate((table) => {
			const cell = document.activeElement?.closest('th, td') as HTMLTableCellElement | null;
			const row = cell?.parentElement as HTMLTableRowElement | null;
			return cell && row && table.contains(cell) ? [row.rowIndex, cell.cellIndex] : null;
		});
	await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
	for (let presses = 0; presses < 60 && !(await focused()); presses += 1)
		await page.keyboard.press('Tab');
	const [row = 0, first] = (await focused()) ?? [];
	expect(first).toBe(0);

	await page.keyboard.press('ArrowRight');
	expect(await focused()).toEqual([row, 1]);
	await page.keyboard.press('End');
	expect(await focused()).toEqual([row, 11]);
	await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
	await page.keyboard.press('ArrowDown');
	expect(await focused()).toEqual([row + 1, 11]);
	await page.keyboard.press('Home');
	expect(await focused()).toEqual([row + 1, 0]);
	await page.keyboard.press('Control+Home');
	expect((await focused())?.[1]).toBe(0);
	expect((await focused())?.[0]).toBeLessThan(row);

	await page.keyboard.press('Control+End');
	const last = await focused();
	await page.keyboard.press('ArrowDown');
	expect(await focused()).toEqual(last);
	await page.keyboard.press('Tab');
	expect(await focused()).toBeNull();
	await page.keyboard.press('Shift+Tab');
	expect(await focused()).toEqual(last);

	await page.keyboard.press('Home');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/companies\//);
});

test('the key to the head of the matrix brings it into sight, however far down one was', async ({
	page
}) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.goto('/en/compare/companies');
	const grid = page.getByRole('region', { name: /^Public ratings by company/ }).getByRole('grid');
	const focused = grid.locator(':focus');
	await grid.locator('[tabindex="0"]').focus();
	await page.keyboard.press('Control+End');
	await expect(focused).toBeInViewport();
	await page.keyboard.press('Control+Home');
	await expect(grid.locator('thead :focus')).toBeInViewport();
});
