import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const FIRST = 10_000;
/** Chart.js and what draws with it; a map needs its projections too. */
const CHARTS = 60_000 + FIRST;
const MAP = 100_000 + FIRST;

/** Opens it, and waits until its script has run. */
async function open(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.evaluate(async () => {
		const script = document.querySelector<HTMLScriptElement>('script[type="module"]');
		await import(script?.src ?? '');
	});
}

/** What a page's scripts take over the line, gzipped, in bytes. */
async function weightOf(page: Page): Promise<number> {
	const scripts = await page.evaluate(() =>
		performance
			.getEntriesByType('resource')
			.map(({ name }) => name)
			.filter((name) => new URL(name).pathname.endsWith('.js'))
	);
	const sizes = await Promise.all(
		[...new Set(scripts)].map(async (address) => {
			const answer = await page.request.head(address, { headers: { 'accept-encoding': 'gzip' } });
			return Number(answer.headers()['content-length']);
		})
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

for (const locale of ['en', 'fr'] as const) {
	test(`pages without a chart load hardly any script (${locale})`, async ({ page }) => {
		for (const path of [
			'',
			'/commitments',
			'/commitments/CA-0003',
			'/companies',
			'/companies/meta',
			'/help',
			'/principles/4/plain',
			'/summaries'
		]) {
			await open(page, `/${locale}${path}`);
			expect(await page.locator('canvas').count(), path).toBe(0);
			const weight = await weightOf(page);
			expect(weight, path).toBeGreaterThan(0);
			expect(weight, path).toBeLessThan(FIRST);
		}
	});

	test(`what draws a chart is loaded when one is on the screen, not before (${locale})`, async ({
		page
	}) => {
		for (const [path, most] of [
			['/compare/companies', CHARTS],
			['/compare/countries', CHARTS],
			['/compare/over-time', CHARTS],
			['/compare/countries?view=map', MAP]
		] as const) {
			await page.setViewportSize({ width: 320, height: 200 });
			await open(page, `/${locale}${path}`);
			expect(await weightOf(page), path).toBeLessThan(FIRST);
			await page.locator('canvas').first().scrollIntoViewIfNeeded();
			await expect
				.poll(() => weightOf(page), { message: path })
				.toBeGreaterThan(CHARTS - 2 * FIRST);
			await expect
				.poll(() => page.locator('canvas').first().getAttribute('width'), { message: path })
				.not.toBeNull();
			expect(await weightOf(page), path).toBeLessThan(most);
		}
	});
}
