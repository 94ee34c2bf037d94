import { expect, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';
import { enterByMail } from './liaison-steps.ts';

test('an approver invites a colleague, who signs in, and later ends the membership', async ({
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const approver = await openAs((await person({ organisation: ministry, role: 'approver' })).email);
	const address = `colleague-of-${ministry.slug}@example.org`;

	await test.step('invites', async () => {
		await approver.goto('/en/workspace');
		await follow(approver.getByRole('link', { name: 'People' }));
		await expectAccessibleInBoth(approver);
		await approver.getByRole('textbox', { name: 'Name' }).fill('Ana Lima');
		await approver.getByLabel('Work e-mail address').fill('not an address');
		await approver.getByRole('button', { name: 'Send the invitation' }).click();
		await expect(approver.getByRole('alert')).toContainText('Role');
		await expect(approver.getByLabel('Work e-mail address')).toHaveValue('not an address');
		await approver.getByLabel('Work e-mail address').fill(address);
		await approver.getByRole('radio', { name: /^contributor/i }).check();
		await approver.getByRole('button', { name: 'Send the invitation' }).click();
		await expect(approver.getByRole('row', { name: /Ana Lima/ })).toContainText('Invited');
		await expectAccessibleInBoth(approver);
	});

	const colleague = await openAs(null);
	await test.step('the colleague signs in with that address', async () => {
		await colleague.goto('/en/sign-in');
		await enterByMail(colleague, address);
		await expect(colleague.getByRole('link', { name: 'New commitment' })).toBeVisible();
	});

	await test.step('the membership ends, and with it what the colleague may do', async () => {
		await approver.reload();
		await approver.getByRole('button', { name: 'End membership of Ana Lima' }).click();
		await expect(approver.getByRole('row', { name: /Ana Lima/ })).toHaveCount(0);
		await colleague.goto('/en/workspace/commitments/new');
		await expect(colleague.getByRole('heading', { level: 1 })).toHaveText('Sign in');
	});
});

test('an administrator sees the people of any organisation', async ({
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const viewer = await person({ organisation: ministry, role: 'viewer' });
	const page = await openAs(
		(
			await person({
				organisation: await organisation({ kind: 'secretariat' }),
				role: 'administrator'
			})
		).email
	);
	await page.goto('/en/workspace/members');
	await page.getByLabel('Organisation').selectOption({ value: ministry.slug });
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page.getByText(viewer.email)).toBeVisible();
	await expectAccessibleInBoth(page);
});
