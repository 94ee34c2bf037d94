import { expect, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

test('an administrator sets up a cycle and moves its days; an editor reads how far it is', async ({
	organisation,
	person,
	openAs
}) => {
	const secretariat = await organisation({ kind: 'secretariat' });
	const key = secretariat.slug.slice(0, 8);
	const page = await openAs(
		(await person({ organisation: secretariat, role: 'administrator' })).email
	);
	await page.goto('/en/secretariat');
	await page.getByRole('link', { name: 'Cycles' }).click();
	await expectAccessibleInBoth(page);
	await page.getByRole('link', { name: 'Set up a cycle' }).click();
	await page
		.getByLabel('Framework')
		.selectOption({ label: 'WeProtect Model National Response (2015)' });
	await page.getByLabel('Short name').fill('Not short');
	await page.getByLabel('Name in English').fill(`National responses ${key}`);
	await page.getByLabel('Name in French').fill(`Réponses nationales ${key}`);
	await page.getByLabel('Opens on').fill('2041-01-10');
	await page.getByLabel('Due on').fill('2041-01-01');
	await page.getByLabel('Closes on').fill('2041-04-30');
	await page.getByRole('button', { name: 'Save' }).click();
	const alert = page.getByRole('alert');
	await expect(alert).toContainText('Short name');
	await expect(page.getByLabel('Closes on')).toHaveValue('2041-04-30');
	await page.getByLabel('Short name').fill(key);
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(alert).toContainText('Due on');
	await page.getByLabel('Due on').fill('2041-03-31');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(`National responses ${key}`);
	await expect(page.getByText('Not open yet')).toBeVisible();

	await page.getByRole('link', { name: 'Change its name or its days' }).click();
	await page.getByLabel('Closes on').fill('2041-05-31');
	await expectAccessibleInBoth(page);
	await page.getByLabel('Closes on').fill('2041-05-31');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('closes May 31, 2041')).toBeVisible();

	const editor = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	await editor.goto('/en/secretariat/cycles');
	await editor.getByRole('link', { name: 'Cycle 2026' }).click();
	await expect(editor.getByRole('table')).toContainText('Submitted');
	await expect(editor.getByRole('link', { name: 'Change its name' })).toHaveCount(0);
	await editor.setViewportSize({ width: 360, height: 800 });
	await expectAccessibleInBoth(editor);
});
