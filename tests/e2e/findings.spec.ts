import { eq } from 'drizzle-orm';
import { only } from '#lib/server/db/only.ts';
import { findings } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, test, type Organisation } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';
import type { Page } from '@playwright/test';

const GAP = 'Une des deux voies de téléversement n’est pas couverte';

/** Records a gap on the French page; leads to the page of the finding. */
async function recordGap(page: Page, company: Organisation, text: string): Promise<string> {
	await page.goto('/fr/secretariat/findings/new');
	await page.getByLabel('Entreprise', { exact: true }).selectOption({ label: company.nameFr });
	await page.getByLabel('Principe', { exact: true }).selectOption({ index: 2 });

	await page.getByLabel('Examen indépendant').check();
	await page.getByLabel('Lacune', { exact: true }).check();
	await page.getByLabel('Constat en français').fill(text);
	await page.getByLabel('Constat en anglais').fill(`In English: ${text}`);
	await page.getByLabel('Date du constat').fill('2026-10');
	await page.getByLabel('Lien vers la source').fill('https://example.org/examen');
	await page.getByRole('button', { name: 'Consigner' }).click();
	await expect(page).toHaveURL(/findings\/[0-9a-f-]{36}/);
	await expect(page.getByText('Jours restants : 14')).toBeVisible();
	return /findings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

async function publish(page: Page, id: string): Promise<void> {
	await page.goto(`/en/secretariat/findings/${id}`);
	await page.getByLabel('Publish', { exact: true }).check();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('A published finding is not edited')).toBeVisible();
}

const reachableBy = (company: Organisation) => [
	`/en/companies/${company.slug}`,
	`/fr/companies/${company.slug}`,
	'/en/principles/2',
	'/fr/principles/2',
	'/api/v1/findings?limit=500',
	'/api/v1/findings?format=csv',
	'/api/v1/companies?limit=500'
];

test('a gap is kept back until the company has replied, or its days are over', async ({
	organisation,
	person,
	openAs
}) => {
	test.setTimeout(240_000);
	const company = await organisation({ kind: 'company' });
	const secretariat = await organisation({ kind: 'secretariat' });
	const editing = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	const replying = await openAs((await person({ organisation: company, role: 'approver' })).email);
	const stranger = await openAs(
		(await person({ organisation: await organisation({ kind: 'company' }), role: 'approver' }))
			.email
	);
	const anyone = await openAs(null);

	await editing.goto('/en/secretariat/findings/new');
	await editing.getByRole('button', { name: 'Record' }).click();
	await expect(editing.getByRole('alert')).toBeFocused();
	await expectAccessible(editing);
	await editing.goto('/en/secretariat/findings/new');
	await expectAccessibleInBoth(editing);
	const id = await recordGap(editing, company, GAP);
	await expect(editing.getByLabel('Publier')).toHaveCount(0);
	await expectAccessible(editing);

	await test.step('nobody else reads it, on any page or in any file', async () => {
		for (const page of [anyone, stranger]) {
			for (const path of reachableBy(company)) {
				const answer = await page.request.get(path);
				expect(answer.status(), path).toBe(200);
				expect(await answer.text(), path).not.toContain(GAP);
			}
			const own = await page.request.get(`/en/workspace/findings/${id}`);
			expect(await own.text()).not.toContain(GAP);
		}
	});

	await test.step('the company finds it among its tasks and replies', async () => {
		await replying.goto('/en/workspace');
		await replying.getByRole('link', { name: `${company.nameEn}, principle 2` }).click();
		await expect(replying.getByText(GAP)).toBeVisible();
		await expectAccessibleInBoth(replying);
		await replying.getByLabel('Your reply').fill('Both ways are covered since May.');
		await replying.getByRole('button', { name: 'Send the reply' }).click();
		await expect(replying.getByText('Your reply is kept.')).toBeVisible();
		await replying.goto('/en/workspace/findings');
		await expect(replying.getByText('The company has replied.')).toBeVisible();
		await expectAccessibleInBoth(replying);
	});

	await test.step('it is published with the reply', async () => {
		await publish(editing, id);
		await expectAccessibleInBoth(editing);
		await anyone.goto(`/fr/companies/${company.slug}`);
		await expect(anyone.getByText(GAP)).toBeVisible();
		const reply = anyone.getByText('Both ways are covered since May.');
		await expect(reply).toBeVisible();
		await expect(reply).toHaveAttribute('lang', 'en');
		await expect(anyone.getByText('Aucune réponse')).toHaveCount(0);
		expect(await (await anyone.request.get('/api/v1/findings?limit=500')).text()).toContain(
			'Both ways are covered since May.'
		);
	});

	await test.step('the company rewords its reply, and the page says so', async () => {
		await replying.goto(`/en/workspace/findings/${id}`);
		await replying.getByLabel('Your reply').fill('Both ways are covered since June.');
		await replying.getByRole('button', { name: 'Change the reply' }).click();
		await anyone.goto(`/en/companies/${company.slug}`);
		await expect(anyone.getByText('covered since June')).toBeVisible();
		await expect(anyone.getByText('last changed on')).toBeVisible();
	});

	await test.step('where the days ran out, the page says that no reply was received', async () => {
		const silent = await recordGap(editing, company, 'Une seconde lacune');
		await asSystem(async (db) =>
			only(
				await db
					.update(findings)
					.set({ replyUntil: '2026-03-31' })
					.where(eq(findings.id, silent))
					.returning()
			)
		);
		await publish(editing, silent);
		await anyone.goto(`/en/companies/${company.slug}`);
		await expect(anyone.getByText('No reply was received by March 31, 2026.')).toBeVisible();
		await expectAccessibleInBoth(anyone);
		await anyone.setViewportSize({ width: 320, height: 740 });
		await expectAccessible(anyone);
		await expectNoSideways(anyone);
	});

	await editing.setViewportSize({ width: 320, height: 740 });
	await editing.goto('/en/secretariat/findings');
	await expectAccessibleInBoth(editing);
	await expectNoSideways(editing);
});

test('the register says who endorsed, and who of an alliance has not', async ({ page }) => {
	test.setTimeout(180_000);
	await page.goto('/en/principles');
	await page.getByRole('link', { name: 'Register of endorsements' }).click();
	const register = page.getByRole('table', { name: 'Endorsements on the public record' });
	await expect(register.getByRole('row', { name: /Microsoft/ })).toContainText(
		'No assessment on record'
	);
	await expect(register).not.toContainText('fictional');
	await expect(page.getByRole('table', { name: 'made-up companies' })).toContainText('Cycle 2025');
	await expect(
		page.getByRole('table', { name: /Tech Coalition: members without an endorsement/ })
	).not.toContainText('Microsoft');
	await expectAccessibleInBoth(page);
	const csv = await (await page.request.get('/api/v1/endorsements?format=csv')).text();
	expect(csv.split('\r\n')[0]).toContain('company,name_en,name_fr,sample,status,endorsed_on');
	await page.setViewportSize({ width: 320, height: 740 });
	await expectAccessible(page);
	await expectNoSideways(page);

	await page.goto('/en/companies/sample-video');
	await page.getByRole('link', { name: 'Change over the cycles' }).click();
	await expect(page.getByRole('table', { name: 'Published self-ratings' })).toContainText('Higher');
	await expect(page.getByText('Revision 1: submitted on')).toHaveCount(3);
	await expectAccessibleInBoth(page);
	await expectNoSideways(page);
});

async function expectNoSideways(page: Page): Promise<void> {
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
	).toBeLessThanOrEqual(0);
}
