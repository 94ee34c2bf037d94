import { readXlsx } from 'hucre/xlsx';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import {
	CELL_STATES,
	DUE_STATES,
	FLOW_STATES,
	OUTCOMES,
	STATUS_ORDER
} from '#lib/comparison/vocabulary.ts';
import { numbersOn } from '../chart.ts';
import { expect, expectAccessible, test } from '../fixtures.ts';
import { onAnotherSite } from '../other-site.ts';

const RATED = RATINGS.map((value) => `rating_${value}`);
/** Views of which nothing changes while other tests run, and the columns of their files as their table shows them. */
const VIEWS: readonly {
	address: string;
	columns: readonly string[];
	shares?: boolean;
	/** How many cells of words stand before the numbers. */
	words?: number;
	/** The columns that the picture draws, where not all up to the sum. */
	drawn?: readonly string[];
}[] = [
	{
		address: 'companies?view=distribution&cycle=2024&samples=yes',
		columns: [...RATED, ...CELL_STATES, 'rated', 'assessed']
	},
	{
		address: 'companies?view=trend&principle=4&samples=yes',
		columns: [...RATED, 'rated', 'assessed'],
		shares: true
	},
	{ address: 'countries?forum=five-country', columns: [...STATUS_ORDER, 'total'] },
	{
		address: 'countries?view=timing&forum=five-country',
		columns: [...DUE_STATES, 'total', 'moved_later', 'moved_earlier', 'median_days_moved']
	},
	{ address: 'over-time?forum=five-country', columns: [...FLOW_STATES, 'total'] },
	{
		address: 'countries?view=promises&country=AU',
		columns: ['promised', ...OUTCOMES, 'overdue'],
		drawn: OUTCOMES
	},
	{
		address: 'countries?view=promises&forum=five-country&list=documents',
		columns: ['promised', ...OUTCOMES, 'overdue'],
		words: 2,
		drawn: OUTCOMES
	},
	{
		address: 'countries?view=promises&forum=five-country&list=together',
		columns: ['parties', ...OUTCOMES],
		words: 1,
		drawn: OUTCOMES
	}
];

/** The numbers of each row of the table, each without its share; null where there is none. */
async function shownOn(page: Page): Promise<(number | null)[][]> {
	const rows = page.getByRole('table').first().locator('tbody tr');
	return rows.evaluateAll((all) =>
		all.map((row) =>
			[...row.querySelectorAll('td')].map((cell) => {
				const said = /^-?[\d,.]+/.exec(cell.innerText.trim())?.[0];
				return said === undefined ? null : Number(said.replaceAll(',', ''));
			})
		)
	);
}

for (const { address, columns: all, shares = false, words = 0, drawn: only } of VIEWS)
	test(`table, CSV, JSON, workbook, chart and picture of ${address} say the same`, async ({
		page,
		request
	}) => {
		await page.goto(`/en/figures/${address}`);
		const shown = (await shownOn(page)).map((row) => row.slice(words));
		expect(shown.length).toBeGreaterThan(2);
		const file = async (name: string) => {
			const link = page.getByRole('link', { name: `The rows of the table as ${name}` });
			return request.get((await link.getAttribute('href')) ?? '');
		};
		const csv = parse<Record<string, string>>(await (await file('CSV')).text(), { columns: true });
		const numberIn = (text = '') => (text === '' ? null : Number(text));
		// A view may leave out the states in which nothing is at any time: then none of its rows has them.
		const columns = all.filter(
			(column) => all.length === shown[0]?.length || csv.some((row) => Number(row[column]) > 0)
		);
		expect(csv.map((row) => columns.map((column) => numberIn(row[column])))).toEqual(shown);
		const { data } = (await (await file('JSON')).json()) as {
			data: Record<string, number | null>[];
		};
		expect(data.map((row) => columns.map((column) => row[column]))).toEqual(shown);
		const { sheets } = await readXlsx(new Uint8Array(await (await file('XLSX')).body()));
		const [head = [], ...rows] = sheets[0]?.rows ?? [];
		expect(rows.map((row) => columns.map((column) => row[head.indexOf(column)] ?? null))).toEqual(
			shown
		);

		const link = page.getByRole('link', { name: 'Picture as SVG, with title, source and day' });
		const picture = await request.get((await link.getAttribute('href')) ?? '');
		expect(picture.headers()['content-type']).toContain('image/svg+xml');
		const drawn = [...(await picture.text()).matchAll(/<title>[^<]*: ([\d,]+)(%?)<\/title>/g)];
		const whole = (row: (number | null)[]) => row[columns.indexOf('rated')] ?? 1;
		const series = columns.findIndex((column) => column === 'total' || column === 'rated');
		const exact = shown.flatMap((row) =>
			row
				.filter((_, at) => (only ? only.includes(columns[at] ?? '') : at < series))
				.filter((value) => value !== null && value > 0)
				.map((value) => (shares ? (value ?? 0) / whole(row) : value))
		);
		const given = await numbersOn(page);
		expect(given.flat().filter((value) => value !== null && value > 0)).toEqual(exact);
		const expected = exact.map((value) => (shares ? Math.round(100 * (value ?? 0)) : value));
		expect(drawn.map(([, value = '']) => Number(value.replaceAll(',', '')))).toEqual(expected);
		expect(drawn.every(([, , sign]) => (sign === '%') === shares)).toBe(true);
	});

const SHOWN = [
	'figures/countries',
	'embed/companies?cycle=2024',
	'figures/companies?cycle=2024&sort=theme-2&group=sector',
	'figures/companies?cells=difference',
	'figures/countries?view=promises&forum=five-country&list=documents',
	'figures/countries?view=funding&currency=CAD',
	'embed/countries?view=funding',
	'embed/countries?view=map&measure=treaties',
	'figures/countries?view=treaties',
	'figures/indicators?company=google',
	'embed/companies/side-by-side?company=sample-video',
	'figures/countries/side-by-side?country=CA,GB',
	'compare/method',
	'embed/countries/CA',
	'embed/companies/meta',
	'embed/companies/sample-video'
];
for (const locale of ['en', 'fr'] as const)
	for (const address of SHOWN)
		test(`${address} is accessible and no wider than a phone (${locale})`, async ({ page }) => {
			await page.setViewportSize({ width: 320, height: 700 });
			await page.goto(`/${locale}/${address}`);
			await expectAccessible(page);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide).toBeLessThanOrEqual(320);
		});

test('the picture is saved as a PNG', async ({ page }) => {
	await page.goto('/en/compare/companies?cycle=2024&samples=yes');
	await page
		.getByRole('link', { name: 'Picture, citation and embedding : Ratings by principle' })
		.click();
	await expect(page.getByText(/^Concord, “Ratings by principle, Cycle 2024”, as of/)).toBeVisible();
	const started = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save the picture as PNG' }).click();
	const download = await started;
	expect(download.suggestedFilename()).toBe('companies.png');
	const chunks: Buffer[] = [];
	for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
	const png = Buffer.concat(chunks);
	expect(png.subarray(1, 4).toString()).toBe('PNG');
	expect(png.readUInt32BE(16)).toBe(1920);
});

test.describe('on another site, without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('the frame shows picture and table, and takes no cookie', async ({ page, baseURL }) => {
		await page.goto('/en/figures/countries?forum=five-country');
		const code = (await page.locator('pre code').textContent()) ?? '';
		await page.context().clearCookies();
		await onAnotherSite(code, baseURL ?? '', async (address) => {
			await page.goto(address);
			const frame = page.frameLocator('iframe');
			await expect(frame.getByRole('heading', { level: 1 })).toContainText('Published commitments');
			await expect(frame.getByRole('table')).toContainText('Canada');
			await expect(frame.getByRole('img')).toHaveJSProperty('complete', true);
			expect(await page.context().cookies()).toEqual([]);
			await expect(frame.getByRole('navigation')).toHaveCount(0);
		});
		const other = await page.request.get(`${baseURL}/en/figures/countries`);
		expect(other.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
	});
});

test('what has no figure is not found', async ({ request }) => {
	for (const address of [
		'/en/figures/nothing',
		'/en/figures/capabilities?cycle=1999',
		'/fr/embed/companies?cycle=1999',
		'/fr/figures/companies/picture.svg?view=trend&principle=12'
	])
		expect((await request.get(address)).status(), address).toBe(404);
});
