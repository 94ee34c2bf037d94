import { expect, expectAccessible, test } from '../fixtures.ts';

for (const [locale, signOut] of [
	['en', 'Sign out'],
	['fr', 'Se déconnecter']
] as const) {
	test(`a person is greeted by name, and signs out (${locale})`, async ({
		page,
		organisation,
		person,
		signIn
	}) => {
		const ministry = await organisation({ kind: 'government' });
		const liaison = await person({ organisation: ministry, role: 'contributor' });
		await signIn(liaison.email);
		await page.goto(`/${locale}`);
		await expect(page.getByText(liaison.name)).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: signOut }).click();
		await expect(page.getByText(liaison.name)).toBeHidden();
	});
}
