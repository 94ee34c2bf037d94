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
