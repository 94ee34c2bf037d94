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

/** The systems that the national strategy names: what someone may look for, and what its record is called. */
const SYSTEMS: readonly [words: string, title: string][] = [
	['tip line', 'Run Cybertip.ca, Canada’s tipline'],
	['ligne de signalement', 'Run Cybertip.ca, Canada’s tipline'],
	['Arachnid', 'Run Project Arachnid'],
	['coordination centre', 'Fund the RCMP’s national centre at $14M a year'],
	['centre de coordination', 'Fund the RCMP’s national centre at $14M a year'],
	['contribution program', 'Strengthen Internet Child Exploitation units in police services'],
	['programme de contribution', 'Strengthen Internet Child Exploitation units in police services'],
	['awareness campaign', 'Run a national awareness campaign'],
	['campagne de sensibilisation', 'Run a national awareness campaign'],
	['symposium', 'Hold a training symposium for criminal justice professionals'],
	[
		'mandatory reporting',
		'Require Internet providers to report child sexual abuse material (Bill C-22)'
	],
	[
		'déclaration obligatoire',
		'Require Internet providers to report child sexual abuse material (Bill C-22)'
	]
];

test('each system of the national strategy is found in plain words, with its lead, money and status', async ({
	page,
	request
}) => {
	for (const [q, title] of SYSTEMS) {
		const query = new URLSearchParams({ country: 'CA', q });
		const { data } = (await (await request.get(`/api/v1/commitments?${query}`)).json()) as {
			data: { title: { en: string }; lead_agency: string | null; status: string }[];
		};
		const found = data.find((one) => one.title.en.replaceAll("'", '’') === title);
		expect(found?.lead_agency, q).toMatch(/\w/);
		expect(found?.status, q).toMatch(/^(completed|continuing|on_track|no_evidence)$/);
	}
	await page.goto('/en/commitments?country=CA&q=coordination+centre');
	await page.getByRole('link', { name: /national centre at \$14M/ }).click();
	for (const shown of ['Royal Canadian Mounted Police', '14,000,000', 'Continuing'])
		await expect(page.getByRole('main').getByText(shown).first()).toBeVisible();
});
