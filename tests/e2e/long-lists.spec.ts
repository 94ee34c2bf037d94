import { commitments, forums } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';

const COUNT = 130;

test('a forum in which more was promised than fits on a page is read page by page', async ({
	page,
	organisation
}) => {
	const { id, referencePrefix } = await organisation({ kind: 'intergovernmental' });
	const prefix = referencePrefix ?? '';
	const key = `long-list-${prefix.toLowerCase()}`;
	const references = Array.from(
		{ length: COUNT },
		(_, place) => `${prefix}-${String(place + 1).padStart(4, '0')}`
	);
	await asSystem(async (db) => {
		await db.insert(forums).values({
			key,
			kind: 'alliance',
			nameEn: `Forum ${prefix}`,
			nameFr: `Instance ${prefix}`,
			sources: ['https://example.org/forum']
		});
		await db.insert(commitments).values(
			references.map((reference, place) => ({
				reference,
				ownerId: id,
				forumKey: key,
				kind: 'policy' as const,
				titleEn: `Promise ${reference}`,
				titleFr: `Promesse ${reference}`,
				announcedOn: place < COUNT / 2 ? '2024-05-02' : '2023',
				state: 'published' as const,
				publishedAt: new Date()
			}))
		);
	});
	const shown = async () => {
		const written = await page.locator('main .reference').allTextContents();
		return written.map((reference) => reference.trim());
	};
	await page.setViewportSize({ width: 320, height: 700 });
	await page.goto(`/en/forums/${key}`);
	const first = await shown();
	expect(first).toEqual(references.slice(0, 100));
	await expect(page.getByRole('heading', { level: 4 })).toHaveText(['2024 (65)', '2023 (65)']);
	await expectAccessible(page);
	const pages = page.getByRole('navigation', { name: 'Pages of commitments' });
	await expect(pages).toContainText('Commitments 1 to 100 of 130');
	await follow(pages.getByRole('link', { name: 'Next' }));
	await expect(pages).toContainText('Commitments 101 to 130 of 130');
	expect([...first, ...(await shown())]).toEqual(references);
	await expect(page.getByRole('heading', { level: 4 })).toHaveText(['2023 (65)']);
	await expectAccessible(page);
	await page.goto(`/fr/forums/${key}?page=9`);
	await expect(page.getByText('Engagements 101 à 130 sur 130')).toBeVisible();
});

test('a page that a list does not have shows its last, with its filters kept', async ({ page }) => {
	await page.goto('/en/companies?samples=no&page=9');
	await expect(page.getByRole('link', { name: 'Microsoft' })).toBeVisible();
	await page.goto('/fr/countries/CA?page=9');
	await expect(page.locator('#timeline + ol li').first()).toBeVisible();
});
