import type { Page } from '@playwright/test';
import { GUIDE_PATHS } from '#lib/guides/guides.ts';
import { expect, expectAccessible, test } from '../fixtures.ts';

/** Every kind of public page, with a record of the reference data where it is about one. */
const PAGES = [
	'',
	'/principles',
	'/principles/4',
	'/principles/4/plain',
	'/countries',
	'/countries/capabilities',
	'/countries/CA',
	'/countries/CA/brief',
	'/countries/AE',
	'/companies',
	'/companies/meta',
	'/companies/apple',
	'/compare/companies/side-by-side?company=meta,google',
	'/compare/countries/side-by-side?country=CA,GB',
	'/commitments',
	'/commitments/CA-0003',
	'/forums/vgt',
	'/about',
	'/glossary',
	'/help',
	...GUIDE_PATHS,
	'/subscribe',
	'/subscribe/check-mail',
	'/accessibility',
	'/privacy'
];
const LOCALES = ['en', 'fr'] as const;

const overflow = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const locale of LOCALES) {
	for (const path of PAGES) {
		test(`/${locale}${path} is accessible, wide and at 320 pixels`, async ({ page }) => {
			const response = await page.goto(`/${locale}${path}`);
			expect(response?.status()).toBe(200);
			await expect(page.locator('html')).toHaveAttribute('lang', locale);
			await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
			// What search engines say of it.
			const description = page.locator('head meta[name="description"]');
			await expect(description).toHaveAttribute('content', /^\S.{30}/s);
			await expectAccessible(page);
			await page.setViewportSize({ width: 320, height: 800 });
			expect(await overflow(page), 'sideways scrolling of the page').toBe(0);
			await expectAccessible(page);
		});
	}
}

test('the language switch stays on the page and keeps the filters', async ({ page }) => {
	await page.goto('/en/commitments?country=CA&status=completed');
	await page.getByRole('link', { name: 'Français' }).click();
	await expect(page).toHaveURL('/fr/commitments?country=CA&status=completed');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Engagements');
	await expect(page.getByLabel('État')).toHaveValue('completed');
	await page.getByRole('link', { name: 'English' }).click();
	await expect(page).toHaveURL('/en/commitments?country=CA&status=completed');
});

for (const locale of LOCALES) {
	test(`an address with nothing at it says so in ${locale}`, async ({ page }) => {
		for (const path of [
			'/principles/99',
			'/countries/ZZ',
			'/companies/no-such-company',
			'/commitments/CA-9999',
			'/forums/nowhere',
			'/no-such-page'
		]) {
			const response = await page.goto(`/${locale}${path}`);
			expect(response?.status(), path).toBe(404);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(
				locale === 'en' ? 'Page not found' : 'Page introuvable'
			);
		}
		await expectAccessible(page);
	});
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('commitments are filtered, searched and leafed through', async ({ page }) => {
		await page.goto('/en/commitments');
		const all = await page.getByRole('status').innerText();
		await page.getByRole('link', { name: 'Next' }).click();
		await expect(page.getByRole('link', { name: 'Back to the first page' })).toBeVisible();

		await page.getByLabel('Country').selectOption({ value: 'CA' });
		await page.getByLabel('Words in the title or description').fill('budget 2019');
		await page.getByRole('button', { name: 'Apply filters' }).click();
		await expect(page).toHaveURL(/country=CA/);
		await expect(page.getByRole('status')).not.toHaveText(all);
		await expect(page.getByRole('status')).toBeFocused();
		await expect(page.getByRole('link', { name: /through Budget 2019/ })).toBeVisible();
		await expect(page.getByRole('link', { name: /A\$/ })).toHaveCount(0);

		await page.getByLabel('Words in the title or description').fill('%');
		await page.getByRole('button', { name: 'Apply filters' }).click();
		await expect(page.getByRole('status')).toHaveText(
			'Nothing matches. Change or clear the filters.'
		);
		await page.getByRole('link', { name: 'Clear filters' }).click();
		await expect(page.getByRole('status')).toHaveText(all);
	});

	test('a misspelt French word still finds, and the count says how', async ({ page }) => {
		await page.goto('/fr/commitments');
		await page.getByLabel('Mots du titre ou de la description').fill('piliiers');
		await page.getByRole('button', { name: 'Appliquer les filtres' }).click();
		await expect(page.getByRole('status')).toContainText('Avec des mots proches');
		await expect(
			page.getByRole('link', { name: 'Mener une Stratégie nationale', exact: false })
		).toBeVisible();
	});

	test('companies are filtered by sector and endorsement', async ({ page }) => {
		await page.goto('/fr/companies');
		await page.getByLabel('Secteur').selectOption({ label: 'Jeux vidéo' });
		await page.getByLabel('Adhésion', { exact: true }).selectOption({ label: 'A adhéré' });
		await page.getByRole('button', { name: 'Appliquer les filtres' }).click();
		const table = page.getByRole('table');
		await expect(table.getByRole('link', { name: 'Roblox' })).toBeVisible();
		await expect(table.getByRole('link', { name: 'Sony Interactive Entertainment' })).toHaveCount(
			0
		);
	});

	test('countries are filtered by forum', async ({ page }) => {
		await page.goto('/en/countries');
		await page.getByLabel('Member of').selectOption({ label: 'Virtual Global Taskforce (VGT)' });
		await page.getByRole('button', { name: 'Apply filters' }).click();
		const table = page.getByRole('table');
		await expect(table.getByRole('link', { name: 'Philippines' })).toBeVisible();
		await expect(table.getByRole('link', { name: 'Albania' })).toHaveCount(0);
	});
});

test('an address that no page has is refused, not stumbled over', async ({ request }) => {
	for (const path of ['/en/commitments?q=%00', '/en/companies/a%00', '/api/v1/commitments?q=%00'])
		expect((await request.get(path)).status(), path).toBe(400);
});

test('a real company has no rating, and its endorsement is not shown as one', async ({ page }) => {
	await page.goto('/en/companies/meta');
	await expect(page.getByText('No self-assessment published')).toBeVisible();
	await expect(page.getByText('Endorsing is not implementing', { exact: false })).toBeVisible();
	await expect(page.locator('.rating')).toHaveCount(0);
	await expect(page.locator('#principle-1')).toBeVisible();
});

test('what nobody has confirmed is marked, and what sources disagree on says so', async ({
	page
}) => {
	await page.goto('/en/countries/NZ');
	const protocol = page.getByRole('row', { name: /Optional Protocol.*Ratified/ });
	await expect(protocol.getByText('Sources disagree')).toBeVisible();
	await expect(protocol).toContainText('2001');

	await page.goto('/en/companies/snap');
	const unseen = page.getByRole('listitem').filter({ hasText: 'Recalibrated its reporting' });
	await expect(unseen.getByText('Not verified')).toBeVisible();
});

test('a date known to the year is not padded to a day', async ({ page }) => {
	await page.goto('/en/countries/AE');
	const protocol = page.getByRole('row', { name: /Optional Protocol.*Became a party/ });
	await expect(protocol.getByRole('cell', { name: '2016', exact: true })).toBeVisible();
});

test('two counts of the same reports stay two series', async ({ page }) => {
	await page.goto('/en/companies/pinterest');
	await expect(page.getByRole('row', { name: /as counted by NCMEC/ }).first()).toContainText(
		'65,810'
	);
	await expect(page.getByRole('row', { name: /as counted by the company/ }).first()).toContainText(
		'25,223'
	);
});

test('partners see what awaits review, marked so; the public does not', async ({
	page,
	organisation,
	person,
	openAs
}) => {
	const waiting = 'Demonstration: agreements are signed with five of the seven provinces.';
	await page.goto('/en/commitments?q=seven+provinces&country=CA');
	const partner = await openAs(
		(await person({ organisation: await organisation({ kind: 'government' }), role: 'viewer' }))
			.email
	);
	const references = await page
		.locator('main a[href*="/commitments/CA-"]')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	expect(references.length).toBeGreaterThan(0);
	let seen = 0;
	for (const reference of references) {
		await page.goto(reference);
		await expect(page.getByText(waiting)).toHaveCount(0);
		await partner.goto(reference);
		const update = partner.getByRole('listitem').filter({ hasText: waiting });
		if (await update.count()) {
			seen++;
			await expect(update.getByText('Awaiting review')).toBeVisible();
		}
	}
	expect(seen).toBe(1);
});
