import { expect, expectAccessible, test } from '../fixtures.ts';
import { onAnotherSite } from '../other-site.ts';

const CARDS = [
	{ page: '/countries/CA', name: 'Canada', says: { en: 'Treaties', fr: 'Traités' } },
	{
		page: '/companies/meta',
		name: 'Meta',
		says: { en: 'Endorsement', fr: 'Adhésion' }
	}
] as const;

test.describe('on another site with a strict policy, without scripts', () => {
	test.use({ javaScriptEnabled: false });

	for (const { page: path, name, says } of CARDS)
		for (const locale of ['en', 'fr'] as const)
			test(`the card of ${path} stands in a frame and takes no cookie (${locale})`, async ({
				page,
				baseURL
			}) => {
				await page.goto(`/${locale}${path}`);
				const code = (await page.locator('pre code').textContent()) ?? '';
				expect(code).toContain(`${baseURL}/${locale}/embed${path}`);
				await page.context().clearCookies();
				await onAnotherSite(code, baseURL ?? '', async (address) => {
					await page.goto(address);
					const frame = page.frameLocator('iframe');
					await expect(frame.getByRole('heading', { level: 1 })).toContainText(name);
					await expect(frame.getByRole('article')).toContainText(says[locale]);
					await expect(frame.getByRole('navigation')).toHaveCount(0);
					expect(await page.context().cookies()).toEqual([]);
				});
			});
});

test('a card counts what the page counts, and leads to it', async ({ page }) => {
	await page.goto('/en/countries/CA');
	const published = await page.locator('.stat').first().locator('.value').innerText();
	await page.goto('/en/embed/countries/CA');
	await expect(
		page.getByRole('heading', { name: `${published} published commitments, by status` })
	).toBeVisible();
	const counts = await page.getByRole('listitem').locator('.number').allInnerTexts();
	expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(Number(published));
	expect(await page.locator('script').count()).toBe(0);
	const links = page.getByRole('link');
	await expect(links.first()).toHaveAttribute('href', '/en/countries/CA');
	for (const link of await links.all()) await expect(link).toHaveAttribute('target', '_blank');
});

test('a card of a made-up company says that it is one, and what its answers cover', async ({
	page
}) => {
	await page.goto('/en/embed/companies/sample-video');
	await expect(page.getByText('This company does not exist')).toBeVisible();
	await expect(page.getByText(/\d+ of 11 requirements with a public rating/)).toBeVisible();
});

test('a card is readable in the dark and on paper', async ({ page }) => {
	for (const given of [{ colorScheme: 'dark' }, { media: 'print' }] as const) {
		await page.emulateMedia({ colorScheme: null, media: null, ...given });
		await page.goto('/en/embed/countries/CA');
		await expectAccessible(page);
	}
});

test('no page but those made for it can stand in a frame, and of what is not there is no card', async ({
	request
}) => {
	const policy = async (path: string) =>
		(await request.get(path)).headers()['content-security-policy'];
	expect(await policy('/en/embed/countries/CA')).toContain('frame-ancestors *');
	expect(await policy('/en/countries/CA')).toContain("frame-ancestors 'none'");
	expect(await policy('/en/companies/meta')).toContain("frame-ancestors 'none'");
	for (const path of ['countries/ZZ', 'countries/ca', 'companies/no-such-company'])
		expect((await request.get(`/en/embed/${path}`)).status(), path).toBe(404);
});
