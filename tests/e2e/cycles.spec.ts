import { expect, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth, newCycle } from './assessment-steps.ts';

test('an administrator sets up a cycle and moves its days; an editor reads how far it is', async ({
	organisation,
	person,
	openAs
}) => {
	test.setTimeout(120_000);
	const secretariat = await organisation({ kind: 'secretariat' });
	const key = secretariat.slug.slice(0, 8);
	const page = await openAs(
		(await person({ organisation: secretariat, role: 'administrator' })).email
	);
	await page.goto('/en/secretariat');
	await follow(page.getByRole('link', { name: 'Cycles' }));
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
	await expect(editor.getByRole('table').first()).toContainText('Submitted');
	await expect(editor.getByRole('table', { name: 'Completed by requirement' })).toContainText('1.');
	await editor
		.getByRole('navigation', { name: 'Show by stage' })
		.getByRole('link', { name: 'Submitted' })
		.click();
	await expect(editor.getByRole('table').first()).not.toContainText('Not opened');
	await expect(editor.getByRole('link', { name: 'Change its name' })).toHaveCount(0);
	await editor.setViewportSize({ width: 360, height: 800 });
	await expectAccessibleInBoth(editor);
});

test('a cycle is given its guests, more time for one of them, and a time of publication', async ({
	organisation,
	person,
	openAs
}) => {
	test.setTimeout(120_000);
	const secretariat = await organisation({ kind: 'secretariat' });
	const company = await organisation({ kind: 'company' });
	const contributor = await person({ organisation: company, role: 'contributor' });
	const cycleId = await newCycle();
	const page = await openAs(
		(await person({ organisation: secretariat, role: 'administrator' })).email
	);
	await page.goto(`/en/secretariat/cycles/${cycleId}/invitations`);
	await page.getByLabel('Name contains').fill(company.nameEn);
	await page.getByRole('button', { name: 'Apply' }).click();
	await page.getByLabel(company.nameEn).check();
	await page.getByRole('button', { name: 'Invite those chosen' }).click();
	await expect(page.getByRole('heading', { name: 'Invited: 1' })).toBeVisible();
	await expectAccessibleInBoth(page);

	await page.goto(`/en/secretariat/cycles/${cycleId}/extensions`);
	await page.getByLabel('Organisation').selectOption({ label: company.nameEn });
	await page.getByLabel('Last day').fill('2041-07-01');
	await page.getByLabel('Reason').fill('A new person took over.');
	await page.getByRole('button', { name: 'Give more time' }).click();
	await expect(page.getByRole('alert')).toContainText('rule of the cycle');
	await page.getByLabel('Last day').fill('2041-05-10');
	await page.getByRole('button', { name: 'Give more time' }).click();
	await expect(page.getByRole('listitem').filter({ hasText: company.nameEn })).toContainText(
		'until May 10, 2041'
	);
	await expectAccessibleInBoth(page);

	await page.goto(`/en/secretariat/cycles/${cycleId}/publish`);
	await page.getByLabel('Day').fill('2041-06-01');
	await page.getByLabel('Time').fill('12:00');
	await page.getByLabel('Whose clock').selectOption({ label: 'Ottawa time' });
	await page.getByRole('button', { name: 'Set the time' }).click();
	await expect(page.getByText('Will be published June 1, 2041')).toContainText('16:00 UTC');
	await expectAccessibleInBoth(page);

	const theirs = await openAs(contributor.email);
	await theirs.goto('/en/workspace/assessments');
	await expect(theirs.getByText('You have more time: until May 10, 2041')).toBeVisible();
	await theirs.goto('/en/principles');
	const rule = theirs.getByRole('row').filter({ hasText: 'May 14, 2041' });
	await expect(rule.first()).toContainText('1 organisation has more time');
	await expectAccessibleInBoth(theirs);
});
