import { readFileSync } from 'node:fs';
import { expect, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

test('a person takes a copy of what is held about them, and has their account erased', async ({
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const colleague = await person({ organisation: ministry, role: 'approver' });
	const leaver = await person({ organisation: ministry, role: 'contributor' });
	const page = await openAs(leaver.email);
	await page.goto('/en/workspace/settings');
	await follow(page.getByRole('link', { name: 'Your data' }));
	await expectAccessibleInBoth(page);

	const downloading = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Download what is held about me' }).click();
	const held = JSON.parse(readFileSync(await (await downloading).path(), 'utf8')) as object;
	expect(held).toMatchObject({
		profile: { name: leaver.name, email: leaver.email },
		memberships: [{ organisation: ministry.slug, role: 'contributor' }]
	});

	await page.getByRole('button', { name: 'Erase my account' }).click();
	await expect(page.getByRole('alert')).toContainText('I want my account erased');
	await page.getByRole('checkbox', { name: 'I want my account erased for good' }).check();
	await page.getByRole('button', { name: 'Erase my account' }).click();
	await expect(page.getByText('The account has been erased.')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Privacy', level: 1 })).toBeVisible();
	await page.goto('/en/workspace/settings');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');

	await test.step('the last approver is told to leave a successor', async () => {
		const last = await openAs(colleague.email);
		await last.goto('/en/workspace/settings/account');
		await last.getByRole('checkbox', { name: 'I want my account erased for good' }).check();
		await last.getByRole('button', { name: 'Erase my account' }).click();
		await expect(last.getByRole('alert')).toContainText('Invite a successor');
	});
});
