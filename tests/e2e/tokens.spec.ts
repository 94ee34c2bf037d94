import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

test('an approver makes a token for a program, which writes with it until it is ended', async ({
	organisation,
	person,
	openAs,
	request
}) => {
	const ministry = await organisation({ kind: 'government' });
	const approver = await person({ organisation: ministry, role: 'approver' });
	const page = await openAs(approver.email);
	const begin = (token: string) =>
		request.post('/api/v1/commitments', {
			headers: {
				authorization: `Bearer ${token}`,
				'idempotency-key': crypto.randomUUID(),
				'accept-language': 'fr'
			},
			data: { kind: 'policy', titleEn: 'Written by a program' }
		});
	let token = '';

	await test.step('makes it', async () => {
		await page.goto('/en/workspace/settings');
		await follow(page.getByRole('link', { name: 'Make, see and end tokens' }));
		await expectAccessibleInBoth(page);
		await page.getByRole('button', { name: 'Make the token' }).click();
		await expect(page.getByRole('alert')).toContainText('What it may do');
		await expectAccessible(page);
		await page.getByRole('textbox', { name: 'Name' }).fill('Commitments database');
		await page.getByRole('radio', { name: 'The organisation’s' }).check();
		await page.getByRole('checkbox', { name: 'Write commitments' }).check();
		await page.getByRole('button', { name: 'Make the token' }).click();
		await expect(page.getByText('shown this once')).toBeVisible();
		token = await page.locator('code').filter({ hasText: 'concord_' }).innerText();
		await page.goto('/en/workspace/settings/tokens');
		await expect(page.getByRole('row', { name: /Commitments database/ })).toContainText('Never');
		await expect(page.getByText(token)).toHaveCount(0);
		await expectAccessibleInBoth(page);
	});

	await test.step('the program writes', async () => {
		const response = await begin(token);
		expect(response.status()).toBe(201);
		const { data } = (await response.json()) as { data: { reference: string } };
		await page.goto(`/en/workspace/commitments/${data.reference}`);
		await expect(page.getByRole('heading', { level: 1 })).toContainText('Written by a program');
	});

	await test.step('and no more, once it is ended', async () => {
		await page.goto('/en/workspace/settings/tokens');
		await page.getByRole('button', { name: 'End the token Commitments database' }).click();
		await expect(page.getByText('The token has ended')).toBeVisible();
		const response = await begin(token);
		expect(response.status()).toBe(401);
		expect(((await response.json()) as { detail: string }).detail).toContain('révoqué');
		await expect(page.getByRole('row', { name: /Commitments database/ })).toContainText('Ended');
	});
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('a viewer makes one that reads', async ({ page, organisation, person, signIn }) => {
		const ministry = await organisation({ kind: 'government' });
		const viewer = await person({ organisation: ministry, role: 'viewer' });
		await signIn(viewer.email);
		await page.goto('/fr/workspace/settings/tokens');
		await expect(page.getByRole('checkbox', { name: 'Rédiger des engagements' })).toHaveCount(0);
		await page.getByRole('textbox', { name: 'Nom' }).fill('Lecture');
		await page.getByRole('checkbox', { name: 'Lire nos engagements' }).check();
		await page.getByRole('button', { name: 'Créer le jeton' }).click();
		await expect(page.getByText('Copiez-le maintenant')).toBeVisible();
	});
});
