import { expect, expectAccessible, test } from '../fixtures.ts';
import { follow } from '../follow.ts';

const DAY = '2026-11-10';
const VIEWS = {
	countries: { en: 'Views of the countries compared', fr: 'Vues des pays comparés' },
	companies: { en: 'Views of this comparison', fr: 'Vues de cette comparaison' }
} as const;
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

	test(`the tabs keep the day and what else the next view can be asked for (${locale})`, async ({
		page
	}) => {
		/** Where each tab leads: its path, and what it asks for, in the order of names. */
		const tabs = async (name: string) => {
			const links = page.getByRole('navigation', { name }).getByRole('link');
			const addresses = await links.evaluateAll((all) =>
				all.map((one) => (one as HTMLAnchorElement).href)
			);
			return addresses.map((address) => {
				const { pathname, searchParams } = new URL(address);
				searchParams.sort();
				return `${pathname.replace(/^.*\//, '')}?${searchParams}`;
			});
		};
		const day = `on=${DAY}`;
		await page.goto(
			`/${locale}/compare/countries?view=timing&against=first&by=kind&country=CA&forum=five-country&${day}`
		);
		expect(await tabs(VIEWS.countries[locale])).toEqual([
			`countries?by=kind&country=CA&forum=five-country&${day}`,
			`countries?by=kind&country=CA&forum=five-country&${day}&view=timing`,
			`countries?country=CA&forum=five-country&${day}&view=promises`,
			`countries?country=CA&forum=five-country&${day}&view=funding`,
			`countries?forum=five-country&${day}&view=treaties`,
			`countries?forum=five-country&${day}&view=map`,
			`capabilities?${day}`,
			`side-by-side?country=CA&${day}`
		]);
		await page.goto(
			`/${locale}/compare/companies?cells=findings&cycle=2024&samples=yes&sort=2&${day}`
		);
		expect(await tabs(VIEWS.companies[locale])).toEqual([
			`companies?${day}&samples=yes`,
			`companies?${day}&samples=yes&view=trend`,
			`side-by-side?cycle=2024&${day}`
		]);
		await follow(
			page.getByRole('navigation', { name: VIEWS.companies[locale] }).getByRole('link').nth(1)
		);
		await expect(page.getByRole('link', { name: TODAY[locale] })).toBeVisible();
	});
}
