import { expect, test } from '@playwright/test';
import { DEMO_PEOPLE } from '#lib/exchange/demo/people.ts';
import { expectAccessible } from '../accessibility.ts';
import { follow } from '../follow.ts';
import { collectFaults } from '../browser-faults.ts';

// The embedded database belongs to the server alone, so that here everything goes through the pages.

/** The mail, and the page its link leads to, are in the person's language; then one is back where one was. */
const ENTER = { en: 'Sign in to Concord', fr: 'Se connecter à Concord' };

for (const { name, email, locale } of DEMO_PEOPLE) {
	test(`a newcomer signs in as ${name}, by the link in the local mailbox`, async ({
		page,
		context
	}) => {
		const faults = collectFaults(context);
		await page.goto('/en/sign-in');
		await page.getByRole('button', { name: `Get a link as ${name}` }).click();
		await follow(page.getByRole('link', { name: 'Open the local mailbox' }));
		await expectAccessible(page);
		await page
			.getByRole('article')
			.filter({ hasText: email })
			.first()
			.getByRole('link', { name: '/sign-in/confirm' })
			.click();
		await page.getByRole('button', { name: ENTER[locale] }).click();
		await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
		await expect(page.getByText(name).first()).toBeVisible();
		expect(faults).toEqual([]);
	});
}

test('the portal answers under either name of this machine, in the language asked for', async ({
	request,
	baseURL
}) => {
	for (const host of ['localhost', '127.0.0.1']) {
		const address = new URL(baseURL ?? '');
		address.hostname = host;
		const answer = await request.get(address.href, {
			headers: { 'accept-language': 'fr-CA,fr;q=0.9' }
		});
		expect(answer.url()).toBe(`${address.origin}/fr`);
		expect(await answer.text()).toContain('lang="fr"');
	}
});
