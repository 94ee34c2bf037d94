import { expect, expectAccessible, test } from '../fixtures.ts';

test('a reader narrows the commitments down on a phone, and takes a choice away again', async ({
	page
}) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto('/en/commitments');
	await page.getByRole('link', { name: 'Without published evidence' }).click();
	await expect(page).toHaveURL(/status=no_evidence/);
	const chosen = page.getByRole('list', { name: 'Chosen filters' });
	await expect(chosen).toContainText('Status: No published evidence');
	const all = await page.getByRole('status').innerText();

	await page.getByLabel('Country').selectOption({ value: 'CA' });
	const promised = /\((\d+)\)/.exec(
		(await page.getByLabel('Country').locator('option:checked').innerText()) ?? ''
	)?.[1];
	await page.getByRole('button', { name: 'Apply filters' }).click();
	await expect(chosen).toContainText('Country: Canada');
	await expect(page.getByRole('status')).toHaveText(`${promised} commitments`);
	await page.getByText('More filters').click();
	await page.getByLabel('Due date').selectOption('no');
	await page.getByRole('button', { name: 'Apply filters' }).click();
	await expect(chosen.getByRole('listitem')).toHaveCount(3);
	await expect(page.getByLabel('Due date')).toBeVisible();
	await expectAccessible(page);

	await page.getByRole('link', { name: 'Français' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
	await expectAccessible(page);
	const choisis = page.getByRole('list', { name: 'Filtres choisis' });
	await choisis.getByRole('link', { name: /^Pays : Canada/ }).click();
	await expect(choisis.getByRole('listitem')).toHaveCount(2);
	await choisis.getByRole('link', { name: /^Échéance/ }).click();
	await expect(choisis.getByRole('listitem')).toHaveCount(1);
	await expect(page.getByRole('status')).toHaveText(all.replace('commitments', 'engagements'));
});

test('the brief of a country fits on two pages, and leads back to its page', async ({ page }) => {
	for (const locale of ['en', 'fr']) {
		await page.goto(`/${locale}/countries/CA/brief`);
		const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
		const pages = pdf.match(/\/Type\s*\/Page[^s]/g)?.length;
		expect(pages, locale).toBeGreaterThan(0);
		expect(pages, locale).toBeLessThanOrEqual(2);
	}
	await page.getByRole('navigation', { name: 'Vous êtes ici' }).getByText('Canada').click();
	await expect(page.getByRole('heading', { name: 'Chronologie' })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Qui pilote ses engagements' })).toBeVisible();
});

/** The systems that the national strategy names, in the words of one who looks for them. */
const SYSTEMS = {
	en: [
		'tip line',
		'Arachnid',
		'coordination centre',
		'contribution program',
		'awareness campaign',
		'symposium',
		'mandatory reporting'
	],
	fr: [
		'ligne de signalement',
		'Arachnid',
		'centre de coordination',
		'programme de contribution',
		'campagne de sensibilisation',
		'symposium',
		'déclaration obligatoire'
	]
};

test('each system of the national strategy is found by plain words in both languages', async ({
	page,
	request
}) => {
	for (const [locale, words] of Object.entries(SYSTEMS))
		for (const q of words) {
			const query = new URLSearchParams({ country: 'CA', q });
			const { data } = (await (await request.get(`/api/v1/commitments?${query}`)).json()) as {
				data: { reference: string; lead_agency: string | null; status: string }[];
			};
			expect(
				data.filter((one) => one.lead_agency),
				`${locale}: ${q}`
			).not.toEqual([]);
		}
	await page.goto('/en/commitments?country=CA&q=Arachnid');
	await page.locator('main .list__title a').first().click();
	await expect(page.getByText('Lead agency')).toBeVisible();
});
