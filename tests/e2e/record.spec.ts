import { eq } from 'drizzle-orm';
import { organisations } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, test } from '../fixtures.ts';
import { draft } from './liaison-steps.ts';

test('a record names its agencies, provinces, law and what it belongs to', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	test.slow();
	const ministry = await organisation({ kind: 'government' });
	await asSystem((db) =>
		db.update(organisations).set({ countryCode: 'NZ' }).where(eq(organisations.id, ministry.id))
	);
	await signIn((await person({ organisation: ministry, role: 'contributor' })).email);
	const reference = await draft(page);
	const own = `/workspace/commitments/${reference}`;

	await page.goto(`/fr${own}/edit`);
	await page.getByLabel('Organismes partenaires').fill('Police\nDouanes, et frontières');
	await page.getByText('Choisir des provinces, des territoires et des États').click();
	await page.getByLabel('Îles Chatham').check();
	await page.getByLabel('Fondement juridique, en anglais').fill('Films Act 1993, section 131');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Enregistrer les modifications' }).click();
	await expect(page.getByRole('definition').filter({ hasText: 'Îles Chatham' })).toBeVisible();
	await expect(
		page.getByRole('definition').filter({ hasText: 'Douanes, et frontières' })
	).toBeVisible();

	await page.goto(`/en${own}/related`);
	await expectAccessible(page);
	const other = page.getByLabel('Reference of the other commitment');
	await other.fill('NONE-1');
	await page.getByRole('button', { name: 'Add this relation' }).click();
	await expect(page.getByRole('alert')).toContainText('no other commitment with this reference');
	await expect(other).toHaveValue('NONE-1');
	await other.fill('ca-0003');
	await page.getByLabel('How this one relates to the other').selectOption('Part of');
	await page.getByRole('button', { name: 'Add this relation' }).click();
	await expect(page.getByRole('listitem').filter({ hasText: 'Part of: CA-0003' })).toBeVisible();
	await expectAccessible(page);
	await page.goto(`/fr${own}/submit`);
	await expect(page.getByText('Fait partie de')).toBeVisible();
	await expectAccessible(page);
	await page.goto(`/en${own}/related`);
	await page.getByRole('button', { name: 'Remove the relation to CA-0003' }).click();
	await expect(page.getByText('relates to no other commitment yet')).toBeVisible();
});
