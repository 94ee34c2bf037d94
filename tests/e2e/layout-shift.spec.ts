import type { Page, Request } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { publishWritten } from './published-summary.ts';

/** Lets a page be drawn before its typeface comes, as on a slow line, and tells how much of it moved after that. */
async function movedBy(page: Page, path: string): Promise<number> {
	const asked: Request[] = [];
	let letCome = () => {};
	const drawn = new Promise<void>((resolve) => (letCome = resolve));
	await page.route('**/*.woff2', async (route) => {
		asked.push(route.request());
		await drawn;
		await route.continue();
	});
	await page.addInitScript(() => {
		const page = globalThis as { moved?: number };
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries())
				page.moved = (page.moved ?? 0) + (entry as unknown as { value: number }).value;
		}).observe({ type: 'layout-shift', buffered: true });
	});
	await page.goto(path, { waitUntil: 'domcontentloaded' });
	await page.waitForFunction(
		() => performance.getEntriesByName('first-contentful-paint').length > 0
	);
	expect(asked.length, 'typefaces').toBeGreaterThan(0);
	letCome();
	for (const request of asked) await (await request.response())?.finished();
	await page.waitForLoadState('load');
	// The two frames in which it is used, if it is.
	await page.evaluate(
		() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
	);
	return page.evaluate(() => (globalThis as { moved?: number }).moved ?? 0);
}

test('nothing moves while a page is read, however late its typeface comes', async ({
	openAs,
	organisation,
	person
}) => {
	const secretariat = await organisation({ kind: 'secretariat' });
	const editor = await person({ organisation: secretariat, role: 'editor' });
	const publisher = await person({ organisation: secretariat, role: 'publisher' });
	const { slug } = await publishWritten(
		{ editor, publisher },
		{
			titleEn: `What the companies of ${secretariat.slug} say`,
			titleFr: `Ce que disent les entreprises de ${secretariat.slug}`,
			bodyEn: 'The year in short.\n\n{{figure 1}}',
			bodyFr: 'L’année en bref.\n\n{{figure 1}}',
			figures: [
				{
					question: 'country_status',
					filters: { forum: 'five-country' },
					captionEn: 'What has become of each promise',
					captionFr: 'Ce qu’il est advenu de chaque promesse'
				}
			]
		}
	);
	for (const path of [
		'/en',
		`/fr/summaries/${slug}`,
		'/fr/compare/companies',
		'/en/compare/countries',
		'/fr/companies/meta',
		'/en/countries/CA'
	]) {
		// A browser that has nothing yet.
		const page = await openAs(null);
		await page.setViewportSize({ width: 412, height: 823 });
		expect(await movedBy(page, path), path).toBeLessThan(0.01);
		await page.context().close();
	}
});
