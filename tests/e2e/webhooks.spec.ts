import { Webhook } from 'standardwebhooks';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { startReceiver } from '../receiver.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

test('an approver has the ministry’s site told of changes, tries it, renews the secret and ends it', async ({
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const approver = await person({ organisation: ministry, role: 'approver' });
	const page = await openAs(approver.email);
	const receiver = await startReceiver();
	let secret = '';
	const secretShown = () => page.locator('code').filter({ hasText: 'whsec_' }).innerText();

	await test.step('adds it', async () => {
		await page.goto('/en/workspace/settings');
		await follow(page.getByRole('link', { name: 'Add, see and end webhooks' }));
		await expectAccessibleInBoth(page);
		await page.getByRole('textbox', { name: 'Name' }).fill('Ministry site');
		await page.getByRole('textbox', { name: 'Address' }).fill('https://127.0.0.1/hook');
		await page.getByRole('button', { name: 'Add the webhook' }).click();
		await expect(page.getByRole('alert')).toContainText('Address');
		await expectAccessible(page);
		await page.getByRole('textbox', { name: 'Address' }).fill(receiver.url);
		await page.getByRole('checkbox', { name: 'Commitment published' }).check();
		await page.getByRole('button', { name: 'Add the webhook' }).click();
		await expect(page.getByText('it is shown this once')).toBeVisible();
		secret = await secretShown();
		await page.goto('/en/workspace/settings/webhooks');
		await expect(page.getByRole('row', { name: /Ministry site/ })).toContainText('In service');
		await expect(page.getByText(secret)).toHaveCount(0);
	});

	await test.step('tries it: refused at first, then it arrives and is ours', async () => {
		await follow(page.getByRole('link', { name: 'Ministry site' }));
		for (const [status, shown] of [
			[503, '503 · Refused'],
			[204, 'Arrived']
		] as const) {
			receiver.next(status);
			await page.getByRole('button', { name: 'Send a test message' }).click();
			await expect(page.getByText('The test message is on its way')).toBeVisible();
			await expect(async () => {
				await page.reload();
				await expect(page.getByRole('row', { name: /Test/ }).first()).toContainText(shown, {
					timeout: 500
				});
			}).toPass();
		}
		const [, message] = receiver.received;
		const told = new Webhook(secret).verify(
			message?.body ?? '',
			message?.headers as Record<string, string>
		);
		expect(told).toMatchObject({ type: 'test' });
		await expectAccessibleInBoth(page);
	});

	await test.step('renews the secret, pauses, and ends it', async () => {
		await page.getByRole('button', { name: 'Make a new secret' }).click();
		await expect(page.getByText('the one before')).toHaveCount(2);
		expect(await secretShown()).toMatch(/^whsec_/);
		await page.getByRole('button', { name: 'Pause' }).click();
		await expect(page.getByText('The webhook is paused')).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'End the webhook' }).click();
		await expect(page.getByText('The webhook has ended')).toBeVisible();
		await expect(page.getByRole('row', { name: /Ministry site/ })).toContainText('Ended');
	});
	await receiver.close();
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('one is added in French', async ({ page, organisation, person, signIn }) => {
		const ministry = await organisation({ kind: 'government' });
		const approver = await person({ organisation: ministry, role: 'approver' });
		await signIn(approver.email);
		await page.goto('/fr/workspace/settings/webhooks');
		await page.getByRole('textbox', { name: 'Nom' }).fill('Notre site');
		await page.getByRole('textbox', { name: 'Adresse' }).fill('https://ministere.invalid/avis');
		await page.getByRole('button', { name: 'Ajouter le webhook' }).click();
		await expect(page.getByText('il n’est affiché que cette fois')).toBeVisible();
	});
});
