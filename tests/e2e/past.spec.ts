import { expect, expectAccessible, test } from '../fixtures.ts';
import { follow } from '../follow.ts';

const DAY = '2026-11-10';
const TODAY = { en: 'See it as it stands today', fr: 'Le voir tel qu’il est aujourd’hui' } as const;

for (const locale of ['en', 'fr'] as const) {
	for (const path of [
		`compare/countries?view=timing&on=${DAY}`,
		`compare/countries?view=promises&forum=five-country&on=${DAY}`,
		`compare/countries?view=funding&on=${DAY}`,
		'compare/countries?view=treaties&on=2002-01-31',
		`compare/over-time?on=${DAY}`,
		'compare/indicators?company=google&on=2024-06-30',
		`compare/companies/side-by-side?company=google,meta&on=${DAY}`,
		`compare/countries/side-by-side?country=CA,GB&on=${DAY}`,
		`countries/capabilities?on=${DAY}`
	])
		test(`${path} says so, is accessible, and no wider than a phone (${locale})`, async ({
			page
		}) => {
			await page.goto(`/${locale}/${path}`);
			await expect(page.getByRole('link', { name: TODAY[locale] })).toBeVisible();
			await expectAccessible(page);
			await page.setViewportSize({ width: 320, height: 640 });
			const width = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(width).toBe(320);
		});

	test(`a past day stays in the card, the file and its name, and leads back to today (${locale})`, async ({
		page,
		request
	}) => {
		const view = 'view=timing&by=forum';
		await page.goto(`/${locale}/compare/countries?${view}&on=${DAY}`);
		const card = page.locator('a[href*="/figures/countries"]');
		expect(await card.getAttribute('href')).toContain(`on=${DAY}`);
		const address = (await page.getByRole('link', { name: /^CSV/ }).getAttribute('href')) ?? '';
		const file = await request.get(address);
		expect(file.headers()['content-disposition']).toContain(`commitments-by-timing-${DAY}.csv`);
		await follow(page.getByRole('link', { name: TODAY[locale] }));
		await expect(page).toHaveURL(`/${locale}/compare/countries?${view}`);
		await page.goto(`/${locale}/figures/countries?${view}&on=${DAY}`);
		await expect(page.locator('#cite + p')).toContainText(`on=${DAY}`);
		await expect(page.locator('a[download$=".svg"]')).toHaveAttribute(
			'download',
			`countries-${DAY}.svg`
		);
	});
}
