import type { Page } from '@playwright/test';
import { only } from '#lib/server/db/only.ts';
import { commitmentUpdates, forums } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';
import { publishedCommitment } from './published-commitment.ts';

async function accept(officer: Page, reference: string) {
	await officer.goto(`/en/secretariat/commitments/${reference}`);
	await officer.getByRole('link', { name: 'Review this update' }).first().click();
	await officer.getByRole('radio', { name: /^Accept/ }).check();
	await officer.getByRole('button', { name: 'Record the decision' }).click();
	await officer.waitForURL(/\/en\/secretariat\?done=decided$/);
}

test('a date is moved with its reason, a milestone added, and a mistake put right for all to see', async ({
	page,
	organisation,
	person,
	signIn,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const secretariat = await organisation({ kind: 'secretariat' });
	const { reference } = await publishedCommitment(ministry);
	await signIn((await person({ organisation: ministry, role: 'contributor' })).email);
	const officer = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	const reader = await openAs(null);
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto(`/en/workspace/commitments/${reference}/update`);
	await page.getByRole('radio', { name: /^Completed/ }).check();
	await page.getByLabel('As of').fill('2026-10');
	await page.getByLabel('What has been done, in English').fill('All services are trained.');
	await page.getByText('Move a due date').click();
	await page.getByLabel('New date').first().fill('2028-06');
	await page.getByRole('button', { name: 'Send the update' }).click();
	await expect(page.getByRole('alert')).toBeFocused();
	await expect(
		page.getByRole('alert').getByRole('link', { name: /^Reason in English/ })
	).toBeVisible();
	await expectAccessible(page);
	await page.getByLabel('Reason in English').first().fill('The budget was voted late.');
	await page.getByText('Add a milestone', { exact: true }).click();
	await page.getByLabel('Milestone in English').first().fill('Second course given');
	await page.getByRole('button', { name: 'Send the update' }).click();
	await expect(page.getByText('from March 2027 to June 2028')).toBeVisible();
	await expectAccessible(page);

	await reader.goto(`/en/commitments/${reference}`);
	await expect(reader.getByText('The budget was voted late.')).toBeHidden();
	await accept(officer, reference);
	await reader.reload();
	await expect(reader.getByText('The budget was voted late.').first()).toBeVisible();
	await expect(reader.getByText('first promised for March 2027').first()).toBeVisible();
	await expect(reader.getByRole('rowheader', { name: 'Second course given' })).toBeVisible();
	await expectAccessible(reader);

	await page.goto(`/en/workspace/commitments/${reference}`);
	await page.getByRole('link', { name: 'Correct this update' }).click();
	await expect(page.getByLabel('What has been done, in English')).toHaveValue(
		'All services are trained.'
	);
	await expectAccessible(page);
	await page.getByRole('radio', { name: /^Partly completed/ }).check();
	await page.getByRole('button', { name: 'Send the update' }).click();
	await accept(officer, reference);
	await reader.goto(`/fr/commitments/${reference}`);
	await expect(reader.getByText(/^Corrigée le .* elle ne compte plus/)).toBeVisible();
	await expect(reader.getByText('Partiellement').first()).toBeVisible();
	await expectAccessible(reader);
});

test('several commitments are reported on from one page, on a phone and without scripts', async ({
	browser,
	baseURL,
	page,
	organisation,
	person,
	signIn
}) => {
	const ministry = await organisation({ kind: 'government' });
	const fresh = await publishedCommitment(ministry, 1);
	const forum = await asSystem(async (db) => only(await db.select().from(forums).limit(1)));
	const stale = await publishedCommitment(ministry, 2, forum.key);
	const untouched = await publishedCommitment(ministry, 3);
	await signIn((await person({ organisation: ministry, role: 'contributor' })).email);
	const context = await browser.newContext({
		javaScriptEnabled: false,
		baseURL,
		storageState: await page.context().storageState(),
		viewport: { width: 360, height: 740 }
	});
	const phone = await context.newPage();
	await phone.goto('/en/workspace/commitments');
	await expect(phone.getByText('Last confirmed May 2024')).toBeVisible();
	await phone.getByRole('link', { name: 'Report on several' }).click();
	const section = (reference: string) => phone.locator('section').filter({ hasText: reference });
	await expect(phone.locator('section').first()).toContainText(stale.reference);
	await section(stale.reference).getByRole('checkbox', { name: 'No change this period' }).check();
	await section(fresh.reference).getByLabel('New status').selectOption('On track');
	await phone.getByRole('button', { name: 'Send these updates' }).click();
	await expect(
		section(fresh.reference).getByLabel('What has been done, in English')
	).toHaveAccessibleDescription(/Error/);
	await section(fresh.reference)
		.getByLabel('What has been done, in English')
		.fill('Back on track.');
	await phone.getByRole('button', { name: 'Send these updates' }).click();
	await expect(phone.getByText('An update awaits review')).toHaveCount(2);
	await phone.goto(`/en/workspace/commitments/${untouched.reference}`);
	await expect(phone.getByText('No progress has been reported yet.')).toBeVisible();
	await context.close();
	for (const language of ['en', 'fr']) {
		await page.goto(`/${language}/workspace/commitments/report`);
		await expectAccessible(page);
	}
	await page.goto(`/en/commitments/${stale.reference}`);
	await expect(page.getByText('Last confirmed May 2024')).toBeVisible();
});

test('a new wording is proposed with its reason, decided on its differences, and compared in public', async ({
	page,
	organisation,
	person,
	signIn,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const secretariat = await organisation({ kind: 'secretariat' });
	const { reference } = await publishedCommitment(ministry);
	await signIn((await person({ organisation: ministry, role: 'contributor' })).email);
	const officer = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	await page.goto(`/en/workspace/commitments/${reference}`);
	await follow(page.getByRole('link', { name: 'Propose a new wording' }));
	await expectAccessible(page);
	await page.getByLabel('Description in English').fill('A course for all investigators.');
	await page.getByRole('button', { name: 'Send to the secretariat' }).click();
	await expect(page.getByRole('alert')).toContainText('say why');
	await page.getByLabel('Why it is worded anew, in English').fill('To say for whom.');
	await page.getByRole('button', { name: 'Send to the secretariat' }).click();
	await expect(page.getByRole('insertion').first()).toContainText('investigators');

	await officer.goto('/en/secretariat');
	await officer.getByRole('listitem').filter({ hasText: reference }).getByRole('link').click();
	await expect(officer.getByText('To say for whom.')).toBeVisible();
	await expectAccessible(officer);
	await officer.getByRole('radio', { name: /^Accept/ }).check();
	await officer.getByRole('button', { name: 'Record the decision' }).click();
	await officer.waitForURL(/\/en\/secretariat\?done=decided$/);

	const reader = await openAs(null);
	await reader.setViewportSize({ width: 320, height: 700 });
	await reader.goto(`/fr/commitments/${reference}/history?from=1&to=2`);
	await expect(reader.getByRole('insertion').first()).toContainText('investigators');
	await expectAccessible(reader);
});

test('what was reported over time is drawn, and told to who cannot see it', async ({
	page,
	organisation
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { id, reference } = await publishedCommitment(ministry);
	await asSystem((db) =>
		db.insert(commitmentUpdates).values(
			(
				[
					['2024-05', 'on_track'],
					['2026-03-31', 'delayed']
				] as const
			).map(([asOf, status]) => ({
				commitmentId: id,
				ownerId: ministry.id,
				state: 'accepted' as const,
				status,
				asOf,
				basis: 'owner' as const,
				decidedAt: new Date()
			}))
		)
	);
	const drawn = `${ministry.nameEn}: On track from May 2024, Delayed from March 31, 2026`;
	for (const address of [`/en/commitments/${reference}`, `/en/commitments/${reference}/history`]) {
		await page.goto(address);
		await expect(page.getByRole('img', { name: drawn })).toBeVisible();
		await expectAccessibleInBoth(page);
	}
});
