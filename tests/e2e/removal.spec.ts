import { expect, test } from '../fixtures.ts';
import { removableCommitment } from './removable.ts';

test('an administrator removes a text at once, and everyone reads that it was removed', async ({
	organisation,
	person,
	openAs,
	request
}) => {
	const ministry = await organisation({ kind: 'government' });
	const said = `What must go, of ${ministry.slug}.`;
	const reference = await removableCommitment(ministry, said);
	const office = await organisation({ kind: 'secretariat' });
	const page = await openAs((await person({ organisation: office, role: 'administrator' })).email);
	const reader = await openAs(null);
	await reader.goto(`/en/commitments/${reference}`);
	await expect(reader.getByText(said)).toBeVisible();

	await page.goto('/en/secretariat/audit');
	await page.getByRole('link', { name: 'Remove a text at once' }).click();
	await page.getByLabel('Address of the page').fill(reader.url());
	await page.getByRole('button', { name: 'Show the texts of this page' }).click();
	await page.getByRole('radio', { name: `Commitment (${reference})` }).check();
	await page.getByRole('radio', { name: 'it exposed a private person' }).check();
	await page.getByRole('button', { name: 'Remove this text now' }).click();
	await expect(page.getByRole('alert')).toContainText('it is the one that must go');
	await page.getByRole('checkbox', { name: /it is the one that must go/ }).check();
	await page.getByRole('button', { name: 'Remove this text now' }).click();
	await expect(page.getByText('The text has been removed')).toBeVisible();

	await reader.reload();
	await expect(reader.getByText(said)).toHaveCount(0);
	await expect(
		reader.getByText(/^Removed by the secretariat on .+ because it exposed a private person\.$/)
	).toBeVisible();
	await reader.goto(`/fr/commitments/${reference}`);
	await expect(reader.getByText(/^Retiré par le secrétariat le /).first()).toBeVisible();
	for (const address of [
		`/api/v1/commitments/${reference}`,
		'/api/v1/commitments?format=csv&limit=100',
		`/en/commitments/${reference}/history`,
		'/feeds/changes.xml'
	])
		expect(await (await request.get(address)).text(), address).not.toContain(said);
});

test('nobody else of the secretariat has the page', async ({ organisation, person, openAs }) => {
	const office = await organisation({ kind: 'secretariat' });
	const page = await openAs((await person({ organisation: office, role: 'publisher' })).email);
	expect((await page.goto('/en/secretariat/removals'))?.status()).toBe(403);
});
